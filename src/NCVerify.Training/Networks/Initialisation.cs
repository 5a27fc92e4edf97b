using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>
/// Initial values of a network's arrays, functions of seed and array alone, so that every engine starts from the same
/// numbers: weights of the body N(0, 2/fan-in) (He et al. 2015), linear layers of the head N(0, 1/fan-in), biases, shifts
/// and running means 0, scales and running variances 1.
/// </summary>
public static class Initialisation
{
    /// <summary>Streams of initial values start here; those of batches lie below.</summary>
    private const ulong FirstStream = 1UL << 32;

    /// <summary>Initial values of an array, row-major, in double; an engine of lower precision rounds each to nearest.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="array">One of its arrays.</param>
    /// <param name="seed">Seed of the run.</param>
    public static double[] Of(NetworkPlan plan, ParameterPlan array, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(array);
        var random = new CounterRandom(seed, FirstStream + (ulong)array.Index);
        return array.Role switch
        {
            ParameterRole.Weight => random.GaussianMatrix(array.Size, 1, Math.Sqrt(2.0 / array.FanIn)).Data,
            ParameterRole.Classifier => random.GaussianMatrix(array.Size, 1, Math.Sqrt(1.0 / array.FanIn)).Data,
            ParameterRole.FixedClassifier => FixedClassifiers.Of(plan.Head, plan.Classes, plan.Features, random).Data,
            ParameterRole.Scale or ParameterRole.RunningVariance => [.. Enumerable.Repeat(1.0, array.Size)],
            _ => new double[array.Size],
        };
    }
}
