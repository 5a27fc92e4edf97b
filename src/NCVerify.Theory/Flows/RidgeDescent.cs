using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Where gradient descent stopped.</summary>
/// <param name="W">Classifiers (K x d).</param>
/// <param name="H">Features of every sample (d x N, classes in order).</param>
/// <param name="Steps">Steps taken.</param>
/// <param name="GradientNorm">Norm of the gradient there.</param>
public sealed record DescentEnd(Matrix W, Matrix H, int Steps, double GradientNorm);

/// <summary>
/// Plain gradient descent with a fixed step on the sum of cross-entropies of all samples plus
/// lambda/2 (|W|^2 + |H|^2): no class means, no acceleration, no line search. This is the dynamics itself; solvers that only
/// want the minimum are elsewhere.
/// </summary>
public sealed class RidgeDescent
{
    private readonly int _classes;
    private readonly int _dimension;
    private readonly double _lambda;
    private readonly int[] _labels;

    /// <summary>The dynamics for class sizes n in dimension d with ridge lambda (zero: none).</summary>
    /// <exception cref="ArgumentException">Fewer than two classes, a size or the dimension below 1, or a ridge that is negative or not finite.</exception>
    public RidgeDescent(IReadOnlyList<int> sizes, int dimension, double lambda)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (sizes.Count < 2 || sizes.Any(n => n < 1))
        {
            throw new ArgumentException("There must be at least two classes with at least one sample each.", nameof(sizes));
        }

        if (!(lambda >= 0) || double.IsInfinity(lambda))
        {
            throw new ArgumentException($"The ridge must be zero or a positive number; it is {Exact.Format(lambda)}.", nameof(lambda));
        }

        (_classes, _dimension, _lambda, _labels) = (sizes.Count, dimension, lambda, [.. sizes.SelectMany((n, k) => Enumerable.Repeat(k, n))]);
    }

    /// <summary>Descends from W (K x d) and H (d x N) until the gradient is at most <paramref name="tolerance"/> in norm or the steps are used up.</summary>
    /// <param name="w">Classifiers at the start.</param>
    /// <param name="h">Features at the start.</param>
    /// <param name="step">Length of a step over the gradient.</param>
    /// <param name="steps">Most steps.</param>
    /// <param name="tolerance">Norm of the gradient at which to stop.</param>
    /// <param name="progress">Is told now and then which fraction of the most steps is done.</param>
    public DescentEnd Run(Matrix w, Matrix h, double step, int steps, double tolerance, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(w);
        ArgumentNullException.ThrowIfNull(h);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(step);

        // Features sample by sample, so that one sample's coordinates lie together.
        double[] x = [.. w.Data, .. h.Transpose().Data], gradient = new double[x.Length];
        for (int count = 0; ; count++)
        {
            Gradient(x, gradient);
            double norm = Math.Sqrt(VectorOperations.Dot(gradient, gradient));
            if (!(norm > tolerance) || count >= steps)
            {
                int features = _classes * _dimension;
                return new(new Matrix(_classes, _dimension, x[..features]), new Matrix(_labels.Length, _dimension, x[features..]).Transpose(), count, norm);
            }

            VectorOperations.AddScaled(-step, gradient, x);
            if (count % 4096 == 4095)
            {
                progress?.Report((count + 1.0) / steps);
            }
        }
    }

    private void Gradient(double[] x, double[] gradient)
    {
        int d = _dimension, features = _classes * d;
        for (int j = 0; j < x.Length; j++)
        {
            gradient[j] = _lambda * x[j];
        }

        Span<double> p = stackalloc double[_classes];
        for (int i = 0; i < _labels.Length; i++)
        {
            int at = features + (i * d);
            double top = double.NegativeInfinity, total = 0;
            for (int c = 0; c < _classes; c++)
            {
                double z = 0;
                for (int r = 0; r < d; r++)
                {
                    z += x[(c * d) + r] * x[at + r];
                }

                p[c] = z;
                top = Math.Max(top, z);
            }

            for (int c = 0; c < _classes; c++)
            {
                p[c] = Special.Exp(p[c] - top);
                total += p[c];
            }

            for (int c = 0; c < _classes; c++)
            {
                double g = (p[c] / total) - (c == _labels[i] ? 1 : 0);
                for (int r = 0; r < d; r++)
                {
                    gradient[(c * d) + r] += g * x[at + r];
                    gradient[at + r] += g * x[(c * d) + r];
                }
            }
        }
    }
}
