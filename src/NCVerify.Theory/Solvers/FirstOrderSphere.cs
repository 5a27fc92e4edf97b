using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The layer-peeled loss on samples with both norms fixed at their bounds: W = sqrt(K E_W) V/|V| and
/// h_i = sqrt(K E_H n_k) u_i/|U|, so that V and U are free of constraints. Variables: V (K x d), then one row u_i of d
/// numbers per sample.
/// </summary>
internal sealed class FirstOrderSphere : IFirstOrderFunction
{
    private readonly Problem _problem;
    private readonly int[] _labels;
    private readonly double[] _logits;
    private readonly int _features;

    public FirstOrderSphere(Problem problem)
    {
        _problem = problem;
        _labels = [.. problem.Samples.SelectMany((n, k) => Enumerable.Repeat(k, n))];
        _logits = new double[problem.Classes];
        _features = problem.Classes * problem.Dimension;
    }

    public int Length => _features + (_labels.Length * _problem.Dimension);

    public int NonnegativeFrom => Length;

    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        gradient.Clear();
        double forW = ClassifierFactor(x), forH = FeatureFactor(x), loss = 0;
        int d = _problem.Dimension;
        for (int s = 0; s < _labels.Length; s++)
        {
            double factor = forW * forH * Math.Sqrt(_problem.Samples[_labels[s]]);
            loss += Sample(x, s, d, factor, gradient);
        }

        RemoveRadial(x[.._features], gradient[.._features]);
        RemoveRadial(x[_features..], gradient[_features..]);
        return loss;
    }

    /// <summary>The point in the problem's own units.</summary>
    public Candidate ToCandidate(double[] x)
    {
        int d = _problem.Dimension;
        double forW = ClassifierFactor(x), forH = FeatureFactor(x);
        Matrix w = Matrix.Create(_problem.Classes, d, (c, r) => forW * x[(c * d) + r]);
        Matrix features = Matrix.Create(d, _labels.Length, (r, s) => forH * Math.Sqrt(_problem.Samples[_labels[s]]) * x[_features + (s * d) + r]);
        return new Candidate([w], CandidateRules.ClassMeans(_problem, features)) { SampleFeatures = features };
    }

    private double ClassifierFactor(ReadOnlySpan<double> x) => Math.Sqrt(_problem.Classes * _problem.EnergyW!.Value) / Norm(x[.._features]);

    private double FeatureFactor(ReadOnlySpan<double> x) => Math.Sqrt(_problem.Classes * _problem.EnergyH!.Value) / Norm(x[_features..]);

    private double Sample(ReadOnlySpan<double> x, int s, int d, double factor, Span<double> gradient)
    {
        int label = _labels[s];
        ReadOnlySpan<double> u = x.Slice(_features + (s * d), d);
        double top = double.NegativeInfinity;
        for (int c = 0; c < _logits.Length; c++)
        {
            double z = 0;
            for (int r = 0; r < d; r++)
            {
                z += x[(c * d) + r] * u[r];
            }

            _logits[c] = (factor * z * (_problem.Temperature?[c] ?? 1)) + (_problem.Offset?[c] ?? 0);
            top = Math.Max(top, _logits[c]);
        }

        double own = _logits[label] - top, total = 0, others = 0, weight = _problem.SampleWeight(label);
        for (int c = 0; c < _logits.Length; c++)
        {
            _logits[c] = Math.Exp(_logits[c] - top);
            total += _logits[c];
            others += c == label ? 0 : _logits[c];
        }

        for (int c = 0; c < _logits.Length; c++)
        {
            double g = weight * factor * (c == label ? -others : _logits[c]) / total * (_problem.Temperature?[c] ?? 1);
            for (int r = 0; r < d; r++)
            {
                gradient[(c * d) + r] += g * u[r];
                gradient[_features + (s * d) + r] += g * x[(c * d) + r];
            }
        }

        return weight * (Math.Log(total) - own);
    }

    // The loss does not change along the radius, so the part of the gradient there is an artefact of the fixed factor.
    private static void RemoveRadial(ReadOnlySpan<double> x, Span<double> gradient)
    {
        double square = 0, product = 0;
        for (int i = 0; i < x.Length; i++)
        {
            square += x[i] * x[i];
            product += x[i] * gradient[i];
        }

        for (int i = 0; i < x.Length; i++)
        {
            gradient[i] -= product / square * x[i];
        }
    }

    private static double Norm(ReadOnlySpan<double> x)
    {
        double square = 0;
        foreach (double v in x)
        {
            square += v * v;
        }

        return Math.Sqrt(square);
    }
}
