using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Foreign;

/// <summary>Random problems of every kind that the product solves, a function of family and seed alone.</summary>
internal static class RandomProblems
{
    /// <summary>The families; of those with a tight dual every solution must be certified.</summary>
    public static readonly (string Name, bool Tight, Func<CounterRandom, Problem> Make)[] Families =
    [
        ("uneven sizes", true, Uneven),
        ("weights, temperatures, offsets", true, Remedies),
        ("penalised bias", true, r => Remedies(r) with { Bias = BiasKind.Regularized, LambdaB = Between(r, 1e-3, 1) }),
        ("free bias", true, r => Remedies(r) with { Bias = BiasKind.Free }),
        ("nonnegative features", true, r => Uneven(r) is var p ? p with { Features = FeatureDomain.Nonnegative, Dimension = p.Classes } : p),
        ("layer-peeled", true, Peeled),
        ("separation", true, Separation),
        ("squared loss, one to three layers", true, r => Layers(r, 1) with { Loss = Loss.Mse, Bias = r.NextInt(2) == 0 ? BiasKind.None : BiasKind.Free }),
        ("squared loss with a penalised bias", true, r => Uneven(r) is var p ? p with { Loss = Loss.Mse, Dimension = p.Classes, Bias = BiasKind.Regularized, LambdaB = Between(r, 1e-3, 1) } : p),
        ("cross-entropy, two or three layers", false, r => Layers(r, 2)),
        ("fewer dimensions than classes need", false, Narrow),
    ];

    public static Problem Make(int family, ulong seed) => Families[family].Make(new CounterRandom(seed, (ulong)family));

    // Class sizes between 1 and 6, sum or mean, a penalty between weak and above total collapse.
    private static Problem Uneven(CounterRandom random)
    {
        int classes = 2 + random.NextInt(4);
        int[] sizes = [.. Enumerable.Range(0, classes).Select(_ => 1 + random.NextInt(6))];
        Reduction reduction = random.NextInt(3) == 0 ? Reduction.Sum : Reduction.Mean;
        double scale = reduction == Reduction.Sum ? sizes.Sum() : 1, ratio = Between(random, 0.1, 10);
        double lambda = Between(random, 3e-3, 0.3) / Math.Sqrt(sizes.Sum()) * scale;
        return Problem.CrossEntropy(sizes, lambda * ratio, lambda / ratio, classes - 1 + random.NextInt(3)) with { Reduction = reduction };
    }

    private static Problem Remedies(CounterRandom random)
    {
        Problem problem = Uneven(random);
        int kinds = 1 + random.NextInt(7);
        return problem with
        {
            Weights = (kinds & 1) == 0 ? null : Vector(random, problem, () => Between(random, 0.3, 3)),
            Temperature = (kinds & 2) == 0 ? null : Vector(random, problem, () => Between(random, 0.5, 2)),
            Offset = (kinds & 4) == 0 ? null : Vector(random, problem, () => 0.7 * random.NextGaussian()),
        };
    }

    private static Problem Peeled(CounterRandom random)
    {
        Problem problem = Remedies(random);
        return problem with { Model = ProblemModel.LayerPeeled, LambdaW = [], LambdaH = 0, EnergyW = Between(random, 0.2, 3), EnergyH = Between(random, 0.2, 3) };
    }

    private static Problem Separation(CounterRandom random)
    {
        Problem problem = Uneven(random), separation = Problem.Separation(problem.Samples, problem.Dimension);
        return random.NextInt(2) == 0 ? separation : separation with { Margins = Vector(random, problem, () => Between(random, 0.5, 2)) };
    }

    private static Problem Layers(CounterRandom random, int least) => Layers(Uneven(random), random, least + random.NextInt(least == 1 ? 3 : 2));

    private static Problem Layers(Problem problem, CounterRandom random, int layers) => problem with
    {
        Layers = layers,
        Widths = random.NextInt(2) == 0 || layers == 1 ? null : [problem.Dimension, .. Enumerable.Range(1, layers - 1).Select(_ => problem.Classes - 1 + random.NextInt(3))],
        LambdaW = [.. Enumerable.Range(0, layers).Select(_ => problem.LambdaW[0] * Between(random, 0.5, 2))],
    };

    private static Problem Narrow(CounterRandom random)
    {
        Problem problem = Uneven(random);
        return problem with { Dimension = Math.Max(1, problem.Classes - 2) };
    }

    private static double[] Vector(CounterRandom random, Problem problem, Func<double> entry) => [.. Enumerable.Range(0, problem.Classes).Select(_ => entry())];

    // Evenly in the logarithm.
    private static double Between(CounterRandom random, double low, double high) => low * Math.Pow(high / low, random.NextDouble());
}
