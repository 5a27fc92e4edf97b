using NCVerify.Numerics;

namespace NCVerify.Training.Tests;

/// <summary>Compares the gradients of a network in double with central differences of its objective.</summary>
internal static class FiniteDifferences
{
    /// <summary>
    /// Step: the truncation error h^2 f'''/6 is near 1e-10 and rounding eps f/h near 1e-11 for functions of size and
    /// derivatives of order 1.
    /// </summary>
    private const double Step = 1e-5;

    /// <summary>Relative to the largest entry of the gradient of an array; a hundred times the errors above.</summary>
    private const double Tolerance = 1e-8;

    public static void Check(Experiment experiment, TensorShape input, IReadOnlyList<int> sizes, double progress = 0.5)
    {
        TrainingData data = SmallTask.Data(input, sizes);
        var plan = NetworkPlan.Of(experiment.Network, input, sizes.Count);
        var network = new Network<double>(plan, Loss.Of(experiment.Loss, sizes), experiment.Penalty.Features, 3);
        Perturb(network);
        network.Reserve(data.Training.Count);
        double[] x = [.. data.Training.Values.Select(v => (double)v)];
        network.Differentiate(x, data.Training.Labels, progress, 1.7);
        double[][] gradients = [.. network.Trained.Select(p => p.Gradient.ToArray())];
        Assert.That(gradients, Is.Not.Empty);
        double largest = gradients.Max(g => g.Max(Math.Abs));
        Assert.That(largest, Is.Positive);
        for (int a = 0; a < gradients.Length; a++)
        {
            Compare(network, network.Trained[a], gradients[a], x, data.Training.Labels, progress, largest);
        }
    }

    private static void Compare(Network<double> network, Parameter<double> parameter, double[] gradient, double[] x, int[] labels, double progress, double largest)
    {
        // At most some twenty entries of each array, spread over it.
        for (int i = 0; i < gradient.Length; i += Math.Max(1, gradient.Length / 20))
        {
            double before = parameter.Values[i];
            parameter.Values[i] = before + Step;
            (double loss, double penalty) = network.Differentiate(x, labels, progress, 1.7);
            parameter.Values[i] = before - Step;
            (double lossBelow, double penaltyBelow) = network.Differentiate(x, labels, progress, 1.7);
            parameter.Values[i] = before;
            double slope = (loss + penalty - lossBelow - penaltyBelow) / (2 * Step);
            Assert.That(gradient[i], Is.EqualTo(slope).Within(Tolerance * Math.Max(1, largest)), $"{parameter.Plan.Name}[{i}]");
        }
    }

    /// <summary>Moves biases, scales and shifts off 0 and 1, where errors could hide.</summary>
    private static void Perturb(Network<double> network)
    {
        var random = new CounterRandom(11);
        foreach (Parameter<double> parameter in network.Trained.Where(p => p.Plan.Role is not (ParameterRole.Weight or ParameterRole.Classifier)))
        {
            for (int i = 0; i < parameter.Values.Length; i++)
            {
                parameter.Values[i] += 0.3 * random.NextGaussian();
            }
        }
    }
}
