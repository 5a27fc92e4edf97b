using System.Numerics;

namespace NCVerify.Training;

/// <summary>Changes the trained parameters by their gradients.</summary>
internal abstract class Optimiser<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>One step.</summary>
    /// <param name="rate">Step size, schedule included.</param>
    public abstract void Step(double rate);

    /// <summary>Arrays that the next step depends on, by reference.</summary>
    public abstract IEnumerable<(string Name, ParameterPlan Plan, T[] Values)> State { get; }

    /// <summary>Steps taken.</summary>
    public long Steps { get; set; }

    public static Optimiser<T> Of(OptimiserSpec spec, IReadOnlyList<Parameter<T>> trained, Penalties penalties) => spec switch
    {
        SgdSpec sgd => new SgdOptimiser<T>(sgd, trained, penalties),
        AdamSpec adam => new AdamOptimiser<T>(adam, trained, penalties),
        _ => throw new ExperimentException($"experiment: optimiser: {spec.GetType().Name} is unknown."),
    };
}
