using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// A penalised loss of several linear layers on samples, Z = W_M ... W_1 H + b 1', squared error or cross-entropy. Variables:
/// W_1, ..., W_M, H (d x N), each row by row, then b; in units in which all penalties on factors are equal (their geometric
/// mean), so that no direction is stiff only because one penalty is small.
/// </summary>
internal sealed class FirstOrderLayers : IFirstOrderFunction
{
    private readonly Problem _problem;
    private readonly int[] _labels;
    private readonly int[] _widths;
    private readonly int[] _starts;
    private readonly double[] _units;
    private readonly double[][] _forward;
    private readonly double[][] _backward;

    public FirstOrderLayers(Problem problem)
    {
        _problem = problem;
        int layers = problem.Layers;
        _labels = [.. problem.Samples.SelectMany((n, k) => Enumerable.Repeat(k, n))];
        _widths = [.. Enumerable.Range(0, layers).Select(m => problem.Widths?[m] ?? problem.Dimension), problem.Classes];
        Penalty = Math.Exp((problem.LambdaW.Sum(Math.Log) + Math.Log(problem.LambdaH)) / (layers + 1));
        _units = [.. problem.LambdaW.Select(l => Math.Sqrt(Penalty / l)), Math.Sqrt(Penalty / problem.LambdaH)];
        _starts = new int[layers + 2];
        for (int m = 0; m < layers; m++)
        {
            _starts[m + 1] = _starts[m] + (_widths[m + 1] * _widths[m]);
        }

        _starts[layers + 1] = _starts[layers] + (_widths[0] * _labels.Length);
        Length = _starts[^1] + (problem.Bias == BiasKind.None ? 0 : problem.Classes);
        _forward = [.. _widths.Select(w => new double[w * _labels.Length])];
        _backward = [.. _widths.Select(w => new double[w * _labels.Length])];
    }

    public int Length { get; }

    public int NonnegativeFrom => Length;

    /// <summary>The common penalty: the geometric mean of all.</summary>
    public double Penalty { get; }

    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        int layers = _problem.Layers, samples = _labels.Length;
        double value = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double lambda = i < _starts[^1] ? Penalty : _problem.LambdaB ?? 0;
            gradient[i] = lambda * x[i];
            value += lambda / 2 * x[i] * x[i];
        }

        x[_starts[layers].._starts[layers + 1]].CopyTo(_forward[0]);
        for (int m = 0; m < layers; m++)
        {
            Array.Clear(_forward[m + 1]);
            AddProduct(x[_starts[m].._starts[m + 1]], _forward[m], _forward[m + 1], _widths[m + 1], _widths[m], samples);
        }

        value += Residual(x[_starts[^1]..], gradient[_starts[^1]..]);
        for (int m = layers - 1; m >= 0; m--)
        {
            AddOuter(_backward[m + 1], _forward[m], gradient[_starts[m].._starts[m + 1]], _widths[m + 1], _widths[m], samples);
            Array.Clear(_backward[m]);
            AddTransposed(x[_starts[m].._starts[m + 1]], _backward[m + 1], _backward[m], _widths[m + 1], _widths[m], samples);
        }

        Span<double> features = gradient[_starts[layers].._starts[layers + 1]];
        for (int i = 0; i < features.Length; i++)
        {
            features[i] += _backward[0][i];
        }

        return value;
    }

    /// <summary>A Gaussian start.</summary>
    public double[] Start(CounterRandom random, double deviation)
    {
        var x = new double[Length];
        for (int i = 0; i < _starts[^1]; i++)
        {
            x[i] = deviation * random.NextGaussian();
        }

        return x;
    }

    /// <summary>Back to the problem's own units, with sample features and class means.</summary>
    public Candidate ToCandidate(double[] x)
    {
        int layers = _problem.Layers;
        Matrix[] w = [.. Enumerable.Range(0, layers).Select(m => new Matrix(_widths[m + 1], _widths[m], x[_starts[m].._starts[m + 1]]).Scale(_units[m]))];
        Matrix features = new Matrix(_widths[0], _labels.Length, x[_starts[layers].._starts[layers + 1]]).Scale(_units[layers]);
        return new Candidate(w, CandidateRules.ClassMeans(_problem, features))
        {
            SampleFeatures = features,
            Bias = _problem.Bias == BiasKind.None ? null : x[_starts[^1]..],
        };
    }

    // Loss of all samples; its slope in the logits goes to _backward, that in the bias to the gradient.
    private double Residual(ReadOnlySpan<double> bias, Span<double> biasGradient)
    {
        int classes = _problem.Classes, samples = _labels.Length;
        double[] z = _forward[^1], slope = _backward[^1], column = new double[classes];
        double value = 0;
        for (int s = 0; s < samples; s++)
        {
            for (int c = 0; c < classes; c++)
            {
                column[c] = z[(c * samples) + s] + (bias.IsEmpty ? 0 : bias[c]);
            }

            double weight = _problem.SampleWeight(_labels[s]);
            value += weight * (_problem.Loss == Loss.Mse ? Squares(column, _labels[s]) : CrossEntropy(column, _labels[s]));
            for (int c = 0; c < classes; c++)
            {
                slope[(c * samples) + s] = weight * column[c];
                if (!bias.IsEmpty)
                {
                    biasGradient[c] += weight * column[c];
                }
            }
        }

        return value;
    }

    private static double Squares(double[] z, int label)
    {
        z[label] -= 1;
        return z.Sum(t => t * t) / 2;
    }

    // Overwrites logits by softmax minus label; the label's residual is minus the sum of the others, without cancellation.
    private static double CrossEntropy(double[] z, int label)
    {
        double lead = z.Max(), own = z[label] - lead, total = 0, others = 0;
        for (int c = 0; c < z.Length; c++)
        {
            z[c] = Math.Exp(z[c] - lead);
            total += z[c];
            others += c == label ? 0 : z[c];
        }

        for (int c = 0; c < z.Length; c++)
        {
            z[c] = (c == label ? -others : z[c]) / total;
        }

        return Math.Log(total) - own;
    }

    // c (rows x samples) += a (rows x inner) b (inner x samples).
    private static void AddProduct(ReadOnlySpan<double> a, double[] b, double[] c, int rows, int inner, int samples)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < inner; k++)
            {
                VectorOperations.AddScaled(a[(i * inner) + k], b.AsSpan(k * samples, samples), c.AsSpan(i * samples, samples));
            }
        }
    }

    // c (inner x samples) += a' b for a (rows x inner), b (rows x samples).
    private static void AddTransposed(ReadOnlySpan<double> a, double[] b, double[] c, int rows, int inner, int samples)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < inner; k++)
            {
                VectorOperations.AddScaled(a[(i * inner) + k], b.AsSpan(i * samples, samples), c.AsSpan(k * samples, samples));
            }
        }
    }

    // c (rows x inner) += a b' for a (rows x samples), b (inner x samples).
    private static void AddOuter(double[] a, double[] b, Span<double> c, int rows, int inner, int samples)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < inner; k++)
            {
                c[(i * inner) + k] += VectorOperations.Dot(a.AsSpan(i * samples, samples), b.AsSpan(k * samples, samples));
            }
        }
    }
}
