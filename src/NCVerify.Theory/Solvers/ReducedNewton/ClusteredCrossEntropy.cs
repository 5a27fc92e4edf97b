using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The cross-entropy of all samples as a function of scaled cluster-mean logits X (G x G, a row per cluster of samples) and
/// contrasts a (the eigenvalue of Z on the contrasts of each cluster); its gradient and the action of its Hessian at the
/// point last evaluated. All differences are taken against the own logit and the own probability is never subtracted from
/// one, so that residuals of 1e-300 are as accurate as residuals of 1/2.
/// </summary>
internal sealed class ClusteredCrossEntropy
{
    private readonly int _g;
    private readonly double[] _weight, _rowScale, _columnScale, _logCount, _ownShare, _row;

    public ClusteredCrossEntropy(SizeClusters clusters, double sampleWeight)
    {
        _g = clusters.Clusters;
        _rowScale = [.. clusters.Size.Zip(clusters.Count, (s, m) => 1 / Math.Sqrt(m * s))];
        _columnScale = [.. clusters.Count.Select(m => 1 / Math.Sqrt(m))];
        _weight = [.. clusters.Size.Zip(clusters.Count, (s, m) => sampleWeight * m * s)];
        _logCount = [.. clusters.Count.Select(m => Math.Log(m))];
        _ownShare = [.. clusters.Count.Select(m => 1 - (1.0 / m))];
        _row = new double[_g];
        Residual = new Matrix(_g, _g);
        ContrastResidual = new double[_g];
        Probability = new Matrix(_g, _g);
        SameProbability = new double[_g];
        OtherProbability = new double[_g];
        LogSame = [.. clusters.Count.Select(m => m > 1 ? Math.Log(m - 1) : double.NegativeInfinity)];
    }

    /// <summary>Gradient in X.</summary>
    public Matrix Residual { get; }

    /// <summary>Gradient in the contrasts.</summary>
    public double[] ContrastResidual { get; }

    /// <summary>Probability that a sample of cluster h (row) gives to the whole of another cluster; zero on the diagonal.</summary>
    public Matrix Probability { get; }

    /// <summary>Probability that a sample gives to the other classes of its own cluster together.</summary>
    public double[] SameProbability { get; }

    /// <summary>Row sums of <see cref="Probability"/>.</summary>
    public double[] OtherProbability { get; }

    /// <summary>1/sqrt(m): factor from a column of X to a logit, up to <see cref="RowScale"/>.</summary>
    public ReadOnlySpan<double> ColumnScale => _columnScale;

    /// <summary>1/sqrt(m s).</summary>
    public ReadOnlySpan<double> RowScale => _rowScale;

    /// <summary>Loss weight of all samples of a cluster.</summary>
    public ReadOnlySpan<double> Weight => _weight;

    /// <summary>1 - 1/m.</summary>
    public ReadOnlySpan<double> OwnShare => _ownShare;

    private double[] LogSame { get; }

    /// <summary>Value; sets the residuals and probabilities.</summary>
    public double Evaluate(Matrix x, ReadOnlySpan<double> contrast)
    {
        double value = 0;
        for (int h = 0; h < _g; h++)
        {
            Span<double> p = Probability.Row(h);
            VectorOperations.Multiply(x.Row(h), _columnScale, p);
            Shift(p, p[h], _rowScale[h], _ownShare[h] * contrast[h], _logCount);
            p[h] = double.NegativeInfinity;
            double same = LogSame[h] - contrast[h];
            double top = Math.Max(0, Math.Max(same, VectorOperations.Max(p)));
            VectorOperations.AddConstant(-top, p);
            Special.Exp(p, p);
            double ownTerm = Special.Exp(-top), sameTerm = Special.Exp(same - top);
            double others = VectorOperations.Sum(p);
            double wrong = sameTerm + others;
            value += _weight[h] * (top > 0 ? top + Special.Log(ownTerm + wrong) : Special.Log1p(wrong));
            double total = ownTerm + wrong;
            VectorOperations.Scale(1 / total, p, p);
            SameProbability[h] = sameTerm / total;
            OtherProbability[h] = others / total;
            ToGradient(p, OtherProbability[h], SameProbability[h], h, Residual.Row(h), out ContrastResidual[h]);
        }

        return value;
    }

    /// <summary>Hessian times (dx, dContrast): the change of the residuals.</summary>
    public void HessianProduct(Matrix dx, ReadOnlySpan<double> dContrast, Matrix change, double[] contrastChange)
    {
        for (int h = 0; h < _g; h++)
        {
            ReadOnlySpan<double> p = Probability.Row(h);
            Span<double> d = _row;
            VectorOperations.Multiply(dx.Row(h), _columnScale, d);
            Shift(d, d[h], _rowScale[h], _ownShare[h] * dContrast[h], null);
            double same = -dContrast[h];
            double mean = VectorOperations.Dot(p, d) + (SameProbability[h] * same);
            VectorOperations.AddConstant(-mean, d);
            VectorOperations.Multiply(p, d, d);
            ToGradient(d, VectorOperations.Sum(d), SameProbability[h] * (same - mean), h, change.Row(h), out contrastChange[h]);
        }
    }

    /// <summary>row = (row - own) scale - shift (+ constants): logits of the other clusters relative to the own logit.</summary>
    private static void Shift(Span<double> row, double own, double scale, double shift, double[]? constants)
    {
        VectorOperations.AddConstant(-own, row);
        VectorOperations.Scale(scale, row, row);
        VectorOperations.AddConstant(-shift, row);
        if (constants is not null)
        {
            VectorOperations.Add(row, constants, row);
        }
    }

    /// <summary>From (changes of) probabilities of other clusters and of the own cluster's other classes to the gradient.</summary>
    private void ToGradient(ReadOnlySpan<double> probabilities, double others, double same, int h, Span<double> gradient, out double contrast)
    {
        double factor = _weight[h] * _rowScale[h];
        VectorOperations.Multiply(probabilities, _columnScale, gradient);
        VectorOperations.Scale(factor, gradient, gradient);
        gradient[h] = -factor * _columnScale[h] * others;
        contrast = -_weight[h] * ((_ownShare[h] * others) + same);
    }
}
