using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Cross-entropy with penalties on samples, factorised: variables W (K x d), then b (K, if any), then H as one row of d numbers per
/// sample, in units in which both penalties are lambda = sqrt(lambdaW lambdaH) (W = r W~, H = H~ / r).
/// </summary>
internal sealed class FirstOrderLoss : IFirstOrderFunction
{
    private readonly Problem _problem;
    private readonly int _classes;
    private readonly int _dimension;
    private readonly int _samples;
    private readonly int[] _labels;
    private readonly double[] _logits;
    private readonly double _lambda;
    private readonly double _unit;
    private readonly bool _bias;

    public FirstOrderLoss(Problem problem)
    {
        _problem = problem;
        (_classes, _dimension, _samples) = (problem.Classes, problem.Dimension, problem.Total);
        _labels = [.. problem.Samples.SelectMany((n, k) => Enumerable.Repeat(k, n))];
        _logits = new double[_classes];
        _lambda = problem.Lambda;
        _unit = Math.Sqrt(Math.Sqrt(problem.LambdaH / problem.LambdaW[0]));
        _bias = problem.Bias != BiasKind.None;
    }

    public int Length => FeatureStart + (_samples * _dimension);

    public int NonnegativeFrom => _problem.Features == FeatureDomain.Nonnegative ? FeatureStart : Length;

    private int BiasStart => _classes * _dimension;

    private int FeatureStart => BiasStart + (_bias ? _classes : 0);

    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        double penalty = 0;
        for (int i = 0; i < x.Length; i++)
        {
            bool isBias = i >= BiasStart && i < FeatureStart;
            double lambda = isBias ? _problem.LambdaB ?? 0 : _lambda;
            gradient[i] = lambda * x[i];
            penalty += lambda / 2 * x[i] * x[i];
        }

        double loss = 0;
        for (int s = 0; s < _samples; s++)
        {
            int start = FeatureStart + (s * _dimension);
            loss += Sample(x, x.Slice(start, _dimension), _labels[s], gradient, gradient.Slice(start, _dimension));
        }

        return loss + penalty;
    }

    private double Sample(ReadOnlySpan<double> x, ReadOnlySpan<double> h, int label, Span<double> gradient, Span<double> featureGradient)
    {
        double lead = double.NegativeInfinity;
        for (int c = 0; c < _classes; c++)
        {
            ReadOnlySpan<double> w = x.Slice(c * _dimension, h.Length);
            double z = _bias ? x[BiasStart + c] : 0;
            for (int r = 0; r < h.Length; r++)
            {
                z += w[r] * h[r];
            }

            _logits[c] = (z * (_problem.Temperature?[c] ?? 1)) + (_problem.Offset?[c] ?? 0);
            lead = Math.Max(lead, _logits[c]);
        }

        double own = _logits[label] - lead, total = 0, others = 0;
        for (int c = 0; c < _classes; c++)
        {
            _logits[c] = Math.Exp(_logits[c] - lead);
            total += _logits[c];
            others += c == label ? 0 : _logits[c];
        }

        double weight = _problem.SampleWeight(label);
        for (int c = 0; c < _classes; c++)
        {
            // The label's residual is minus the sum of the others: no cancellation when the fit is good.
            double g = weight * (c == label ? -others : _logits[c]) / total * (_problem.Temperature?[c] ?? 1);
            ReadOnlySpan<double> w = x.Slice(c * _dimension, h.Length);
            Span<double> wGradient = gradient.Slice(c * _dimension, h.Length);
            for (int r = 0; r < h.Length; r++)
            {
                wGradient[r] += g * h[r];
                featureGradient[r] += g * w[r];
            }

            if (_bias)
            {
                gradient[BiasStart + c] += g;
            }
        }

        return weight * (Math.Log(total) - own);
    }

    /// <summary>A Gaussian start; nonnegative features start at absolute values.</summary>
    public double[] Start(CounterRandom random, double deviation)
    {
        var x = new double[Length];
        for (int i = 0; i < x.Length; i++)
        {
            double value = deviation * random.NextGaussian();
            x[i] = i >= NonnegativeFrom ? Math.Abs(value) : i >= BiasStart && i < FeatureStart ? 0 : value;
        }

        return x;
    }

    /// <summary>Back to the problem's own units, with sample features and class means.</summary>
    public Candidate ToCandidate(double[] x)
    {
        Matrix w = Matrix.Create(_classes, _dimension, (c, r) => _unit * x[(c * _dimension) + r]);
        Matrix features = Matrix.Create(_dimension, _samples, (r, s) => x[FeatureStart + (s * _dimension) + r] / _unit);
        double[]? bias = _bias ? x[BiasStart..FeatureStart] : null;
        return new Candidate([w], CandidateRules.ClassMeans(_problem, features)) { SampleFeatures = features, Bias = bias };
    }
}
