using System.Diagnostics;
using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The separation problem as a convex one, min |X|_* over X = Z D^{1/2} with all margins t_k z_k - t_c z_c of Z at least m_k, by the alternating
/// direction method of multipliers: singular values are soft-thresholded, columns projected exactly onto their margins. No
/// structure of the answer is assumed (no symmetry, no active margins, no rank).
/// </summary>
public sealed class SeparationSolver : ISolver
{
    /// <inheritdoc/>
    public string Name => "ADMM";

    /// <summary>Primal and dual residual, relative to |X|_F, at which it stops.</summary>
    public double Tolerance { get; init; } = 1e-13;

    /// <summary>Most iterations.</summary>
    public int MaximumIterations { get; init; } = 20_000;

    /// <inheritdoc/>
    public bool Supports(Problem problem, out string reason)
    {
        reason = SeparationSupport.Reason(problem);
        if (reason.Length == 0 && problem.Dimension < problem.Classes - 1)
        {
            reason = "its relaxation needs a dimension of at least K - 1";
        }

        return reason.Length == 0;
    }

    /// <inheritdoc/>
    public SolverRun Solve(Problem problem, ulong seed = 0)
    {
        SeparationSupport.Require(this, problem);
        var watch = Stopwatch.StartNew();
        int classes = problem.Classes;
        double[] roots = [.. problem.Samples.Select(n => Math.Sqrt(n))];
        double[] margins = [.. roots.Select((r, k) => r * (problem.Margins?[k] ?? 1))];
        double[] heat = [.. roots.Select((_, k) => problem.Temperature?[k] ?? 1)];
        double threshold = margins.Average();

        // A start at 0 would be projected onto the SEL matrix, the answer to be tested; a random one says more.
        Matrix feasible = Project(new CounterRandom(seed).GaussianMatrix(classes, classes, 3 * threshold), margins, heat);
        var multiplier = new Matrix(classes, classes);
        bool converged = false;
        int iteration = 0;
        for (; iteration < MaximumIterations && !converged; iteration++)
        {
            Matrix low = SoftThreshold(feasible - multiplier, threshold);
            Matrix previous = feasible;
            feasible = Project(low + multiplier, margins, heat);
            Matrix difference = low - feasible;
            multiplier += difference;
            double primal = Norm(difference), dual = Norm(feasible - previous), scale = Norm(feasible) * Tolerance;
            converged = primal <= scale && dual <= scale;
            if (iteration is > 0 and < 400 && iteration % 10 == 0 && (primal > 10 * dual || dual > 10 * primal))
            {
                // Balance the residuals: a smaller threshold weighs agreement of the two copies more.
                double factor = primal > dual ? 0.5 : 2;
                threshold *= factor;
                multiplier = factor * multiplier;
            }
        }

        return new SolverRun(Factor(feasible, roots, problem.Dimension), iteration, watch.Elapsed.TotalSeconds, converged);
    }

    // argmin threshold |X|_* + |X - V|^2/2.
    private static Matrix SoftThreshold(Matrix v, double threshold)
    {
        var eigen = SymmetricEigen.Decompose(v.Transpose() * v);
        return v * eigen.Function(s => s > threshold * threshold ? 1 - (threshold / Math.Sqrt(s)) : 0);
    }

    // Nearest matrix whose column k satisfies t_k x_k - t_c x_c >= m_k for all c != k.
    private static Matrix Project(Matrix v, double[] margins, double[] heat)
    {
        Matrix result = v.Copy();
        for (int k = 0; k < v.Columns; k++)
        {
            // Constraint c binds where x_k is below (m_k + t_c v_c)/t_k; the ones that bind first have the largest such value.
            double Bend(int c) => (margins[k] + (heat[c] * v[c, k])) / heat[k];
            int[] others = [.. Enumerable.Range(0, v.Rows).Where(c => c != k).OrderByDescending(Bend)];
            double own = v[k, k], numerator = own, denominator = 1;
            for (int count = 0; count < others.Length && Bend(others[count]) > own; count++)
            {
                double ratio = heat[k] / heat[others[count]];
                numerator += ratio * ratio * Bend(others[count]);
                denominator += ratio * ratio;
                own = numerator / denominator;
            }

            for (int c = 0; c < v.Rows; c++)
            {
                result[c, k] = c == k ? own : Math.Min(v[c, k], ((heat[k] * own) - margins[k]) / heat[c]);
            }
        }

        return result;
    }

    // X = W H D^{1/2} with equal energies in W and H D^{1/2} per direction.
    private static Candidate Factor(Matrix x, double[] roots, int dimension)
    {
        var eigen = SymmetricEigen.Decompose(x.Transpose() * x);
        Matrix image = x * eigen.Vectors;
        var w = new Matrix(x.Rows, dimension);
        var h = new Matrix(dimension, x.Columns);
        for (int r = 0; r < Math.Min(dimension, x.Columns); r++)
        {
            int column = x.Columns - 1 - r;
            double value = Math.Sqrt(image.Column(column).Sum(t => t * t));
            for (int i = 0; i < x.Rows && value > 0; i++)
            {
                w[i, r] = image[i, column] / Math.Sqrt(value);
                h[r, i] = eigen.Vectors[i, column] * Math.Sqrt(value) / roots[i];
            }
        }

        return new Candidate([w], h);
    }

    private static double Norm(Matrix m) => Math.Sqrt(m.Data.Sum(t => t * t));
}
