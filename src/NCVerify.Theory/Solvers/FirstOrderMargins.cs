using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The augmented Lagrangian of the separation problem on samples: (|W|^2 + |H|^2)/2 + sum (max(0, u + rho (1 - m))^2 - u^2)/(2 rho)
/// over all relative margins m = (t_y w_y - t_c w_c)'h / m_y, with the problem's temperatures t and required margins m_y (1 unless given). Variables: W (K x d), then one row of d numbers per sample.
/// </summary>
internal sealed class FirstOrderMargins(Problem problem, double stiffness) : IFirstOrderFunction
{
    private readonly int[] _labels = [.. problem.Samples.SelectMany((n, k) => Enumerable.Repeat(k, n))];
    private readonly Matrix _multipliers = new(problem.Total, problem.Classes);

    public int Length => (problem.Classes + problem.Total) * problem.Dimension;

    public int NonnegativeFrom => Length;

    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        double value = 0;
        for (int i = 0; i < x.Length; i++)
        {
            gradient[i] = x[i];
            value += x[i] * x[i] / 2;
        }

        int d = problem.Dimension;
        for (int s = 0; s < _labels.Length; s++)
        {
            ReadOnlySpan<double> h = x.Slice((problem.Classes + s) * d, d), own = x.Slice(_labels[s] * d, d);
            Span<double> hGradient = gradient.Slice((problem.Classes + s) * d, d), ownGradient = gradient.Slice(_labels[s] * d, d);
            for (int c = 0; c < problem.Classes; c++)
            {
                double u = _multipliers[s, c];
                (double ownHeat, double heat) = Heat(_labels[s], c);
                double force = c == _labels[s] ? 0 : u + (stiffness * (1 - Margin(own, x.Slice(c * d, d), h, ownHeat, heat)));
                value -= u * u / (2 * stiffness);
                if (!(force > 0))
                {
                    continue;
                }

                value += force * force / (2 * stiffness);
                ReadOnlySpan<double> other = x.Slice(c * d, d);
                Span<double> otherGradient = gradient.Slice(c * d, d);
                for (int r = 0; r < d; r++)
                {
                    hGradient[r] -= force * ((ownHeat * own[r]) - (heat * other[r]));
                    ownGradient[r] -= force * ownHeat * h[r];
                    otherGradient[r] += force * heat * h[r];
                }
            }
        }

        return value;
    }

    /// <summary>Moves the multipliers to max(0, u + rho (1 - m)); returns the largest |min(m - 1, u / rho)|, zero at a KKT point.</summary>
    public double UpdateMultipliers(ReadOnlySpan<double> x)
    {
        double residual = 0;
        int d = problem.Dimension;
        for (int s = 0; s < _labels.Length; s++)
        {
            ReadOnlySpan<double> h = x.Slice((problem.Classes + s) * d, d), own = x.Slice(_labels[s] * d, d);
            for (int c = 0; c < problem.Classes; c++)
            {
                if (c != _labels[s])
                {
                    (double ownHeat, double heat) = Heat(_labels[s], c);
                    double slack = Margin(own, x.Slice(c * d, d), h, ownHeat, heat) - 1;
                    residual = Math.Max(residual, Math.Abs(Math.Min(slack, _multipliers[s, c] / stiffness)));
                    _multipliers[s, c] = Math.Max(0, _multipliers[s, c] - (stiffness * slack));
                }
            }
        }

        return residual;
    }

    /// <summary>W, class means and sample features of a point.</summary>
    public Candidate ToCandidate(double[] x)
    {
        int d = problem.Dimension;
        Matrix w = Matrix.Create(problem.Classes, d, (c, r) => x[(c * d) + r]);
        Matrix features = Matrix.Create(d, problem.Total, (r, s) => x[((problem.Classes + s) * d) + r]);
        return new Candidate([w], CandidateRules.ClassMeans(problem, features)) { SampleFeatures = features };
    }

    // Temperatures over the required margin of the label.
    private (double Own, double Other) Heat(int label, int other)
    {
        double margin = problem.Margins?[label] ?? 1;
        return ((problem.Temperature?[label] ?? 1) / margin, (problem.Temperature?[other] ?? 1) / margin);
    }

    private static double Margin(ReadOnlySpan<double> own, ReadOnlySpan<double> other, ReadOnlySpan<double> h, double ownHeat, double heat)
    {
        double margin = 0;
        for (int r = 0; r < h.Length; r++)
        {
            margin += ((ownHeat * own[r]) - (heat * other[r])) * h[r];
        }

        return margin;
    }
}
