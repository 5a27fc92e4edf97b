namespace NCVerify.Theory.Tests.Foreign;

/// <summary>
/// The factorised objective at sample level with its gradient, as a stranger would write it: plain loops over one vector of
/// unknowns, nothing of the product's objective, solvers or matrices. Only the problem's fields are shared. Every point is
/// feasible: nonnegative features are squares, layer-peeled factors are scaled onto their energies; margins are enforced by a
/// quadratic penalty while searching, and by scaling when the value is stated.
/// </summary>
internal sealed class ForeignObjective
{
    private readonly Problem _problem;
    private readonly int[] _widths;
    private readonly int[] _labels;
    private readonly int _features;
    private readonly int _bias;

    public ForeignObjective(Problem problem)
    {
        _problem = problem;
        _labels = [.. problem.Samples.SelectMany((n, k) => Enumerable.Repeat(k, n))];
        _widths = [.. problem.Widths ?? Enumerable.Repeat(problem.Dimension, problem.Layers), problem.Classes];
        for (int m = 0; m < problem.Layers; m++)
        {
            _features += _widths[m] * _widths[m + 1];
        }

        _bias = _features + (_widths[0] * _labels.Length);
        Length = _bias + (problem.Bias == BiasKind.None ? 0 : problem.Classes);
    }

    public int Length { get; }

    /// <summary>Weight of the quadratic penalty of missed margins.</summary>
    public double Stiffness { get; set; } = 10;

    private bool Peeled => _problem.Model == ProblemModel.LayerPeeled;

    private bool Separating => _problem.Model == ProblemModel.MinimumNormSeparation;

    /// <summary>The objective of the feasible point that the unknowns stand for; infinite where scaling reaches no margin.</summary>
    public double Attained(double[] x)
    {
        if (!Separating)
        {
            return Search(x, new double[x.Length]);
        }

        double[] z = Logits(x, _features);
        double least = double.PositiveInfinity;
        for (int i = 0; i < _labels.Length; i++)
        {
            for (int c = 0; c < _problem.Classes; c++)
            {
                least = c == _labels[i] ? least : Math.Min(least, Margin(z, i, c));
            }
        }

        return least > 0 ? x.Sum(t => t * t) / 2 / Math.Min(1, least) : double.PositiveInfinity;
    }

    /// <summary>What the search minimises, and its gradient.</summary>
    public double Search(double[] x, double[] gradient)
    {
        double[] point = (double[])x.Clone();
        double scaleW = 1, scaleH = 1;
        if (_problem.Features == FeatureDomain.Nonnegative)
        {
            for (int i = _features; i < _bias; i++)
            {
                point[i] = x[i] * x[i];
            }
        }
        else if (Peeled)
        {
            scaleW = Math.Sqrt(_problem.Classes * _problem.EnergyW!.Value / Energy(x, 0, _features));
            scaleH = Math.Sqrt(_problem.Classes * _problem.EnergyH!.Value / Energy(x, _features, _bias));
            for (int i = 0; i < _bias; i++)
            {
                point[i] *= i < _features ? scaleW : scaleH;
            }
        }

        Array.Clear(gradient);
        double value = Plain(point, gradient);
        if (_problem.Features == FeatureDomain.Nonnegative)
        {
            for (int i = _features; i < _bias; i++)
            {
                gradient[i] *= 2 * x[i];
            }
        }
        else if (Peeled)
        {
            Tangential(x, gradient, 0, _features, scaleW);
            Tangential(x, gradient, _features, _bias, scaleH);
        }

        return value;
    }

    private double Plain(double[] x, double[] gradient)
    {
        double value = 0;
        for (int m = 0, start = 0; m < _problem.Layers; m++)
        {
            int size = _widths[m] * _widths[m + 1];
            value += Ridge(x, gradient, start, start + size, Separating ? 1 : Peeled ? 0 : _problem.LambdaW[m]);
            start += size;
        }

        value += Ridge(x, gradient, _features, _bias, Separating ? 1 : Peeled ? 0 : _problem.LambdaH);
        if (_problem.Bias == BiasKind.Regularized)
        {
            value += Ridge(x, gradient, _bias, Length, _problem.LambdaB!.Value);
        }

        double[] z = Logits(x, _features), back = new double[z.Length];
        for (int i = 0; i < _labels.Length; i++)
        {
            value += Separating ? MissedMargins(z, back, i) : Loss(z, back, i);
        }

        Backward(x, back, gradient);
        return value;
    }

    private static double Ridge(double[] x, double[] gradient, int from, int to, double penalty)
    {
        double sum = 0;
        for (int i = from; i < to; i++)
        {
            sum += x[i] * x[i];
            gradient[i] += penalty * x[i];
        }

        return penalty / 2 * sum;
    }

    // A loss of sample i at its logits (column i of z, K per sample), and its gradient.
    private double Loss(double[] z, double[] back, int i)
    {
        int k = _problem.Classes, y = _labels[i], at = i * k;
        double weight = (_problem.Reduction == Reduction.Mean ? 1.0 / _labels.Length : 1) * (_problem.Weights?[y] ?? 1), value = 0;
        if (_problem.Loss == NCVerify.Theory.Loss.Mse)
        {
            for (int c = 0; c < k; c++)
            {
                double off = z[at + c] - (c == y ? 1 : 0);
                value += weight * off * off / 2;
                back[at + c] = weight * off;
            }

            return value;
        }

        var seen = new double[k];
        for (int c = 0; c < k; c++)
        {
            seen[c] = ((_problem.Temperature?[c] ?? 1) * z[at + c]) + (_problem.Offset?[c] ?? 0);
        }

        double top = seen.Max(), total = seen.Sum(s => Math.Exp(s - top));
        for (int c = 0; c < k; c++)
        {
            back[at + c] = weight * (_problem.Temperature?[c] ?? 1) * ((Math.Exp(seen[c] - top) / total) - (c == y ? 1 : 0));
        }

        // log(1 + odds) as an inverse hyperbolic tangent: small losses of large logits keep their digits.
        double odds = 0;
        for (int c = 0; c < k; c++)
        {
            odds += c == y ? 0 : Math.Exp(seen[c] - seen[y]);
        }

        return weight * (odds < 1 ? 2 * Math.Atanh(odds / (2 + odds)) : top + Math.Log(total) - seen[y]);
    }

    private double Margin(double[] z, int i, int c)
    {
        int y = _labels[i], at = i * _problem.Classes;
        return (((_problem.Temperature?[y] ?? 1) * z[at + y]) - ((_problem.Temperature?[c] ?? 1) * z[at + c])) / (_problem.Margins?[y] ?? 1);
    }

    private double MissedMargins(double[] z, double[] back, int i)
    {
        double value = 0;
        int y = _labels[i], at = i * _problem.Classes;
        for (int c = 0; c < _problem.Classes; c++)
        {
            double missed = c == y ? 0 : Math.Max(0, 1 - Margin(z, i, c)), slope = Stiffness * missed / (_problem.Margins?[y] ?? 1);
            value += Stiffness * missed * missed / 2;
            back[at + y] -= slope * (_problem.Temperature?[y] ?? 1);
            back[at + c] += slope * (_problem.Temperature?[c] ?? 1);
        }

        return value;
    }

    // All activations: layer m maps block m (width d_m per sample) to block m + 1; the last, with the bias, are the logits.
    private double[][] Activations(double[] x)
    {
        var blocks = new double[_problem.Layers + 1][];
        blocks[0] = x[_features.._bias];
        for (int m = 0, start = 0; m < _problem.Layers; m++)
        {
            int from = _widths[m], to = _widths[m + 1];
            blocks[m + 1] = new double[to * _labels.Length];
            for (int i = 0; i < _labels.Length; i++)
            {
                for (int r = 0; r < to; r++)
                {
                    double sum = m == _problem.Layers - 1 && Length > _bias ? x[_bias + r] : 0;
                    for (int c = 0; c < from; c++)
                    {
                        sum += x[start + (r * from) + c] * blocks[m][(i * from) + c];
                    }

                    blocks[m + 1][(i * to) + r] = sum;
                }
            }

            start += from * to;
        }

        return blocks;
    }

    private double[] Logits(double[] x, int end) => end == 0 ? [] : Activations(x)[^1];

    private void Backward(double[] x, double[] back, double[] gradient)
    {
        double[][] blocks = Activations(x);
        for (int t = 0; t < back.Length && Length > _bias; t++)
        {
            gradient[_bias + (t % _problem.Classes)] += back[t];
        }

        int start = _features;
        for (int m = _problem.Layers - 1; m >= 0; m--)
        {
            int from = _widths[m], to = _widths[m + 1];
            start -= from * to;
            var before = new double[from * _labels.Length];
            for (int i = 0; i < _labels.Length; i++)
            {
                for (int r = 0; r < to; r++)
                {
                    double slope = back[(i * to) + r];
                    for (int c = 0; c < from; c++)
                    {
                        gradient[start + (r * from) + c] += slope * blocks[m][(i * from) + c];
                        before[(i * from) + c] += slope * x[start + (r * from) + c];
                    }
                }
            }

            back = before;
        }

        for (int i = 0; i < back.Length; i++)
        {
            gradient[_features + i] += back[i];
        }
    }

    // Layer-peeled energies: |W|^2, or the sum over classes of the mean squared feature norm.
    private double Energy(double[] x, int from, int to)
    {
        double sum = 0;
        for (int i = from; i < to; i++)
        {
            sum += x[i] * x[i] * Share(i);
        }

        return sum;
    }

    private double Share(int i) => i < _features ? 1 : 1.0 / _problem.Samples[_labels[(i - _features) / _widths[0]]];

    // The gradient through x -> scale(x) x, which keeps the energy fixed.
    private void Tangential(double[] x, double[] gradient, int from, int to, double scale)
    {
        double along = 0, energy = Energy(x, from, to);
        for (int i = from; i < to; i++)
        {
            along += gradient[i] * x[i];
        }

        for (int i = from; i < to; i++)
        {
            gradient[i] = scale * (gradient[i] - (along / energy * x[i] * Share(i)));
        }
    }
}
