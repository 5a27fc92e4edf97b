using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The concave dual of a one-layer cross-entropy problem, reduced to one column per class (F3: the reduced optimum equals
/// that of all samples). For every choice of columns p_k in the simplex, with a_k = T(p_k - e_k) s_k,
///   penalties:    f >= sum_k w_k (Ent(p_k) + offset'(p_k - e_k)) - |g|^2/(2 lambdaB)   whenever gauge(A) &lt;= lambda,
///   layer-peeled: f >= sum_k w_k (Ent(p_k) + offset'(p_k - e_k)) - radius gauge(A),
/// by CE(u, k) >= Ent(p) + (p - e_k)'u (Fenchel-Young) and |tr A'Z D^{1/2}| &lt;= gauge(A) |Z D^{1/2}|_*. Here w_k = n_k times
/// the sample weight, s_k = w_k / sqrt(n_k) (w_k when layer-peeled), T = diag(temperature), g = T (P - Y) w, and the gauge
/// is the spectral norm, or max |A x| over unit x >= 0 for nonnegative features.
/// A point is a K x K matrix whose off-label entries are exactly p; the label entry is 1 minus their sum and not stored.
/// </summary>
internal sealed class DualProblem
{
    /// <summary>Relative error of every entry of <see cref="Direction"/> against its exact value.</summary>
    public const double EntryError = 12 * Rounding.Unit;

    public DualProblem(Problem problem)
    {
        Problem = problem;
        Classes = problem.Classes;
        Peeled = problem.Model == ProblemModel.LayerPeeled;
        Nonnegative = problem.Features == FeatureDomain.Nonnegative;
        Weights = [.. Enumerable.Range(0, Classes).Select(k => problem.Samples[k] * problem.SampleWeight(k))];
        Scales = [.. Enumerable.Range(0, Classes).Select(k => Peeled ? Weights[k] : Weights[k] / Math.Sqrt(problem.Samples[k]))];
        Level = Peeled ? double.PositiveInfinity : problem.Lambda;
        Radius = Peeled ? Classes * Math.Sqrt(problem.EnergyW!.Value * problem.EnergyH!.Value) : 0;
    }

    public Problem Problem { get; }

    public int Classes { get; }

    public bool Peeled { get; }

    public bool Nonnegative { get; }

    /// <summary>w_k, relative error at most 4 u.</summary>
    public double[] Weights { get; }

    /// <summary>s_k, relative error at most 6 u.</summary>
    public double[] Scales { get; }

    /// <summary>lambda (relative error at most 4 u); infinite when layer-peeled.</summary>
    public double Level { get; }

    /// <summary>Layer-peeled: K sqrt(E_W E_H), the bound on |Z|_*; 0 otherwise.</summary>
    public double Radius { get; }

    public double Temperature(int c) => Problem.Temperature?[c] ?? 1;

    public double Offset(int c) => Problem.Offset?[c] ?? 0;

    /// <summary>The off-label mass sum_{j != k} p_jk of each column, relative error at most 2 u.</summary>
    public double[] Mass(Matrix point)
    {
        var sums = new CompensatedSum[Classes];
        for (int j = 0; j < Classes; j++)
        {
            ReadOnlySpan<double> row = point.Row(j);
            for (int k = 0; k < Classes; k++)
            {
                sums[k].Add(j == k ? 0 : row[k]);
            }
        }

        return Array.ConvertAll(sums, s => s.Value);
    }

    /// <summary>A = T (P - Y) diag(s), every entry to relative accuracy <see cref="EntryError"/>.</summary>
    public Matrix Direction(Matrix point, double[] mass)
    {
        var a = new Matrix(Classes, Classes);
        for (int j = 0; j < Classes; j++)
        {
            ReadOnlySpan<double> source = point.Row(j);
            Span<double> target = a.Row(j);
            double t = Temperature(j);
            for (int k = 0; k < target.Length; k++)
            {
                target[k] = t * ((j == k ? -mass[k] : source[k]) * Scales[k]);
            }
        }

        return a;
    }

    /// <summary>The bias term g = T (P - Y) w, and a bound on the exact magnitudes of its entries.</summary>
    public (double[] Value, double[] Bound) BiasGradient(Matrix point, double[] mass)
    {
        var value = new double[Classes];
        var bound = new double[Classes];
        for (int j = 0; j < Classes; j++)
        {
            ReadOnlySpan<double> row = point.Row(j);
            CompensatedSum sum = default, magnitude = default;
            for (int k = 0; k < Classes; k++)
            {
                double term = (j == k ? -mass[k] : row[k]) * Weights[k];
                sum.Add(term);
                magnitude.Add(Math.Abs(term));
            }

            value[j] = Temperature(j) * sum.Value;
            bound[j] = Rounding.Up(Temperature(j) * (Math.Abs(sum.Value) + (16 * Rounding.Unit * magnitude.Value)));
        }

        return (value, bound);
    }
}
