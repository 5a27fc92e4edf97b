using System.Diagnostics;
using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Second-order solver of the class-reduced problem with one or more linear layers, squared error or cross-entropy, any
/// widths, with or without bias. Deep problems have several local minima (zero is one of them), so it starts from the
/// leading singular directions of the labels, every number of them, each with noise, and from random points, and keeps
/// the best. It knows nothing of the shape of the answer; certificates decide.
/// </summary>
public sealed class DeepLinearNewtonSolver : ISolver
{
    private const int LargestOrder = 600;

    /// <inheritdoc/>
    public string Name => "regularised Newton on all layers";

    /// <summary>Number of random starts beside those from the labels.</summary>
    public int RandomStarts { get; init; } = 3;

    /// <inheritdoc/>
    public bool Supports(Problem problem, out string reason)
    {
        ArgumentNullException.ThrowIfNull(problem);
        reason = problem switch
        {
            { Model: not ProblemModel.UnconstrainedFeatures } => "it minimises penalised losses only",
            { Features: not FeatureDomain.Free } => "features must be free",
            { Temperature: not null } or { Offset: not null } => "it knows neither temperatures nor offsets",
            { Loss: Loss.CrossEntropy, Layers: 1, Bias: BiasKind.None } => "it takes cross-entropy only with two or more layers or with a bias",
            _ => Order(problem) > LargestOrder ? $"its Hessian would have an order of {Order(problem).ToString(Exact.Culture)}, above {LargestOrder.ToString(Exact.Culture)}" : "",
        };
        return reason.Length == 0;
    }

    /// <inheritdoc/>
    public SolverRun Solve(Problem problem, ulong seed = 0)
    {
        ProblemRules.Validate(problem);
        if (!Supports(problem, out string reason))
        {
            throw new ProblemException("problem", $"The solver \"{Name}\" does not take this problem: {reason}.");
        }

        long start = Stopwatch.GetTimestamp();
        var landscape = new DeepLinearLandscape(problem);
        var newton = new RegularisedNewton(landscape);
        double least = Math.Min(problem.LambdaW.Min(), problem.LambdaH), coarse = 1e-7 * least, fine = 1e-13 * Math.Min(1, least);

        // Zero with the best bias: a local minimum of every deep problem, a mere saddle with one layer.
        double[] zero = new double[landscape.Length];
        (double[] Point, double Value, double GradientNorm) best = problem.Layers > 1 ? newton.Minimise(zero, coarse) : (zero, double.PositiveInfinity, 0);
        foreach (double[] point in new DeepLinearStarts(problem, landscape).All(seed, RandomStarts))
        {
            (double[] Point, double Value, double GradientNorm) end = newton.Minimise(point, coarse);
            best = end.Value < best.Value ? end : best;
        }

        best = newton.Minimise(best.Point, fine);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(landscape.Unpack(best.Point), newton.Iterations, seconds, best.GradientNorm <= 1e-9 * Math.Min(1, least));
    }

    private static long Order(Problem problem)
    {
        long order = (long)problem.Dimension * problem.Classes;
        for (int m = 0; m < problem.Layers; m++)
        {
            int rows = m == problem.Layers - 1 ? problem.Classes : problem.Widths?[m + 1] ?? problem.Dimension;
            order += (long)rows * (problem.Widths?[m] ?? problem.Dimension);
        }

        return order;
    }
}
