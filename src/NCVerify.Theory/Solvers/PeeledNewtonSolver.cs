using System.Diagnostics;
using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Second-order solver of the layer-peeled model (Fang et al.): min sum_k w_k CE(z_k, k) subject to |Z|_* at most
/// rho = K sqrt(E_W E_H), one column per class. It solves the ridge problem with penalty mu |Z|_* in balanced factors by
/// trust-region Newton, and finds the mu at which |Z|_* = rho by a bracketed secant in log mu.
/// </summary>
public sealed class PeeledNewtonSolver : ISolver
{
    private const int RootLimit = 80;

    /// <inheritdoc/>
    public string Name => "layer-peeled Newton";

    /// <inheritdoc/>
    public bool Supports(Problem problem, out string reason)
    {
        ArgumentNullException.ThrowIfNull(problem);
        reason = problem switch
        {
            { Model: not ProblemModel.LayerPeeled } => $"model is {problem.Model}, expected layer-peeled",
            { Features: not FeatureDomain.Free } => "features must be free",
            _ => problem.Dimension < problem.Classes - 1 ? string.Create(Exact.Culture, $"dimension is {problem.Dimension}; at least K - 1 = {problem.Classes - 1} is needed") : "",
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

        var watch = Stopwatch.StartNew();
        int classes = problem.Classes, iterations = 0;
        double radius = classes * Math.Sqrt(problem.EnergyW!.Value * problem.EnergyH!.Value);
        double[] weights = [.. problem.Samples.Select((n, k) => n * problem.SampleWeight(k))], ones = [.. Enumerable.Repeat(1.0, classes)];
        bool converged = true;

        // Each solve starts at the last one plus a little of the simplex, lest a direction that a larger penalty had
        // switched off stay off.
        ReducedPoint simplex = SimplexStart.Of(classes, radius / (classes - 1), bias: false), last = simplex.ZeroLike();
        (ReducedPoint Point, double Norm) Ridge(double logPenalty)
        {
            var newton = new TrustRegionNewton(new ClassCrossEntropy(problem, weights, ones, Math.Exp(logPenalty)));
            ReducedPoint point = last.ZeroLike();
            point.Add(1, last);
            point.Add(iterations == 0 ? 1 : 1e-2, simplex);
            newton.Minimise(point, out bool done);
            (converged, last) = (done, point);
            iterations += newton.Iterations;
            return (point, (point.P.SquaredNorm() + point.Q.SquaredNorm()) / 2);
        }

        ReducedPoint best = Root(Ridge, Math.Log(weights.Average() / (1 + Math.Exp(radius / (classes - 1)))), radius);
        double forW = Math.Sqrt(classes * problem.EnergyW.Value / best.Q.SquaredNorm()), forH = Math.Sqrt(classes * problem.EnergyH.Value / best.P.SquaredNorm());
        int rank = best.P.Columns;
        Matrix w = Matrix.Create(classes, problem.Dimension, (k, l) => l < rank ? forW * best.Q[k, l] : 0);
        Matrix h = Matrix.Create(problem.Dimension, classes, (l, k) => l < rank ? forH * best.P[k, l] : 0);
        return new SolverRun(new Candidate([w], h), iterations, watch.Elapsed.TotalSeconds, converged);
    }

    // |Z|_* falls with the penalty, nearly linearly in its logarithm.
    private static ReducedPoint Root(Func<double, (ReducedPoint Point, double Norm)> ridge, double start, double radius)
    {
        double at = start, low = double.NaN, high = double.NaN, previous = double.NaN, previousExcess = double.NaN;
        (ReducedPoint Point, double Excess) best = (ReducedPoint.Zero(0, 0), double.PositiveInfinity);
        for (int step = 0; step < RootLimit; step++)
        {
            (ReducedPoint point, double norm) = ridge(at);
            double excess = norm - radius;
            if (Math.Abs(excess) < Math.Abs(best.Excess))
            {
                best = (point, excess);
            }

            (low, high) = excess > 0 ? (at, high) : (low, at);
            if (Math.Abs(excess) <= 1e-14 * radius || (high - low <= 4e-16 * Math.Max(1, Math.Abs(at))))
            {
                break;
            }

            double secant = at - (excess * (at - previous) / (excess - previousExcess));
            (previous, previousExcess) = (at, excess);
            at = double.IsNaN(low) ? at - 1 : double.IsNaN(high) ? at + 1 : secant > low && secant < high ? secant : (low + high) / 2;
        }

        return best.Point;
    }
}
