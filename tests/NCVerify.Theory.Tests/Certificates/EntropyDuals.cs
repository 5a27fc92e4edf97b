using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates;

/// <summary>The dual of cross-entropy written out from the theorem, in matrices, for problems of every kind.</summary>
internal static class EntropyDuals
{
    private static readonly Problem Plain = Problem.CrossEntropy([5, 3, 2, 1], 0.02, 0.05);

    public static IEnumerable<TestCaseData> Problems()
    {
        double[] temperature = [1, 2, 0.5, 1.5], offset = [0.5, -1, 0.25, 0], weights = [2, 1, 1, 4];
        (string Name, Problem Problem)[] kinds =
        [
            ("plain", Plain), ("sum", Plain with { Reduction = Reduction.Sum, LambdaW = [0.5] }), ("tuned", Plain with { Temperature = temperature, Offset = offset, Weights = weights }),
            ("penalised bias", Plain with { Bias = BiasKind.Regularized, LambdaB = 0.03 }), ("penalised bias, tuned", Plain with { Bias = BiasKind.Regularized, LambdaB = 0.2, Temperature = temperature, Offset = offset }),
            ("layer-peeled", Peeled(Plain)), ("layer-peeled, small", Peeled(Plain) with { EnergyW = 0.01, EnergyH = 0.02 }), ("layer-peeled, tuned", Peeled(Plain) with { Temperature = temperature, Offset = offset, Weights = weights }),
        ];
        return kinds.Select(k => new TestCaseData(k.Problem).SetArgDisplayNames(k.Name));
    }

    /// <summary>Off-label probabilities of random columns, the label's at least a tenth.</summary>
    public static Matrix RandomPoint(int classes, ulong seed)
    {
        var random = new CounterRandom(seed);
        Matrix raw = Matrix.Create(classes, classes, (j, k) => j == k ? 0 : 0.05 + random.NextDouble());
        return Matrix.Create(classes, classes, (j, k) => raw[j, k] * 0.9 / raw.Column(k).Sum());
    }

    /// <summary>sum_k w_k (Ent(p_k) + offset'(p_k - e_k)) - |T (P - Y) w|^2/(2 lambdaB) - radius |T (P - Y) diag(s)|_2.</summary>
    public static double Value(Problem problem, Matrix point, double gauge)
    {
        int k = problem.Classes;
        double value = 0;
        for (int c = 0; c < k; c++)
        {
            double[] p = Column(point, c);
            value += Weight(problem, c) * Enumerable.Range(0, k).Sum(j => (p[j] == 0 ? 0 : -p[j] * Math.Log(p[j])) + ((problem.Offset?[j] ?? 0) * (p[j] - (j == c ? 1 : 0))));
        }

        if (problem.Bias == BiasKind.Regularized)
        {
            double[] g = [.. Enumerable.Range(0, k).Select(j => (problem.Temperature?[j] ?? 1) * Enumerable.Range(0, k).Sum(c => Weight(problem, c) * (Column(point, c)[j] - (j == c ? 1 : 0))))];
            value -= g.Sum(x => x * x) / (2 * problem.LambdaB!.Value);
        }

        return problem.Model == ProblemModel.LayerPeeled ? value - (k * Math.Sqrt(problem.EnergyW!.Value * problem.EnergyH!.Value) * gauge) : value;
    }

    /// <summary>The spectral norm of T (P - Y) diag(s), s = w/sqrt(n), or w in the layer-peeled model.</summary>
    public static double Gauge(Problem problem, Matrix point)
    {
        Matrix a = Matrix.Create(problem.Classes, problem.Classes, (j, c) => (problem.Temperature?[j] ?? 1) * (Column(point, c)[j] - (j == c ? 1 : 0)) * Weight(problem, c) / (problem.Model == ProblemModel.LayerPeeled ? 1 : Math.Sqrt(problem.Samples[c])));
        return ClosedForms.SampleTerms.SpectralNorm(a);
    }

    /// <summary>lambda, the largest gauge allowed; infinite in the layer-peeled model, where it is paid for instead.</summary>
    public static double Level(Problem problem) => problem.Model == ProblemModel.LayerPeeled ? double.PositiveInfinity : Math.Sqrt(problem.LambdaW[0] * problem.LambdaH);

    private static Problem Peeled(Problem problem) => problem with { Model = ProblemModel.LayerPeeled, LambdaW = [], LambdaH = 0, EnergyW = 0.7, EnergyH = 1.3 };

    private static double Weight(Problem problem, int k) => problem.Samples[k] * (problem.Reduction == Reduction.Mean ? 1.0 / problem.Samples.Sum() : 1) * (problem.Weights?[k] ?? 1);

    private static double[] Column(Matrix point, int c)
    {
        double[] p = point.Column(c);
        p[c] = 0;
        p[c] = 1 - p.Sum();
        return p;
    }
}
