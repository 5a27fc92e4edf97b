using MathNet.Numerics.LinearAlgebra;
using NCVerify.Numerics;
using Dense = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix;

namespace NCVerify.Metrics.Tests;

/// <summary>
/// The metrics as the papers write them, with d x d covariances and an eigenvalue pseudo-inverse from MathNet: slow, not
/// streaming, sharing nothing with the product but the data.
/// </summary>
internal sealed class PlainFormulas
{
    private readonly Vector<double>[] _rows;
    private readonly int[] _labels;
    private readonly int _k;
    private readonly int[] _counts;
    private readonly Vector<double>[] _means;

    public PlainFormulas(Data data)
    {
        _rows = [.. Enumerable.Range(0, data.H.Rows).Select(i => (Vector<double>)MathNet.Numerics.LinearAlgebra.Double.DenseVector.OfArray(data.H.Row(i).ToArray()))];
        _labels = data.Labels;
        _k = _labels.Max() + 1;
        _counts = [.. Enumerable.Range(0, _k).Select(c => _labels.Count(y => y == c))];
        _means = [.. Enumerable.Range(0, _k).Select(c => _rows.Where((_, i) => _labels[i] == c).Aggregate((a, b) => a + b) / _counts[c])];
    }

    private Vector<double> ClassMean => _means.Aggregate((a, b) => a + b) / _k;

    private Vector<double> SampleMean => _rows.Aggregate((a, b) => a + b) / _rows.Length;

    public double Nc1(BetweenClassScatter scatter)
    {
        int d = _rows[0].Count;
        Matrix<double> within = Dense.Create(d, d, 0), between = Dense.Create(d, d, 0);
        for (int i = 0; i < _rows.Length; i++)
        {
            Vector<double> r = _rows[i] - _means[_labels[i]];
            within += r.OuterProduct(r) / _rows.Length;
        }

        Vector<double> centre = scatter == BetweenClassScatter.ClassMean ? ClassMean : SampleMean;
        for (int c = 0; c < _k; c++)
        {
            Vector<double> m = _means[c] - centre;
            between += m.OuterProduct(m) * (scatter == BetweenClassScatter.CountWeighted ? (double)_counts[c] / _rows.Length : 1.0 / _k);
        }

        var eigen = between.Evd(Symmetricity.Symmetric);
        double trace = 0;
        for (int j = d - Math.Min(d, _k - 1); j < d; j++)
        {
            Vector<double> v = eigen.EigenVectors.Column(j);
            trace += (v * (within * v)) / eigen.EigenValues[j].Real;
        }

        return trace / _k;
    }

    public double Quotient() => _rows.Select((h, i) => Square(h - _means[_labels[i]])).Sum() / _rows.Length
        / (_means.Sum(m => Square(m - ClassMean)) / _k);

    public double Cdnv()
    {
        double[] v = [.. Enumerable.Range(0, _k).Select(c => _rows.Where((_, i) => _labels[i] == c).Average(h => Square(h - _means[c])))];
        return Pairs().Average(p => (v[p.I] + v[p.J]) / (2 * Square(_means[p.I] - _means[p.J])));
    }

    public double Equinorm(bool sampleMean)
    {
        double[] norms = [.. Centred(sampleMean).Select(m => m.L2Norm())];
        return MathNet.Numerics.Statistics.Statistics.PopulationStandardDeviation(norms) / norms.Average();
    }

    public double[] Cosines(bool sampleMean)
    {
        Vector<double>[] m = Centred(sampleMean);
        return [.. Pairs().Select(p => (m[p.I] * m[p.J]) / (m[p.I].L2Norm() * m[p.J].L2Norm()))];
    }

    public double EtfError(bool sampleMean)
    {
        Matrix<double> m = Dense.OfRowVectors(Centred(sampleMean)), gram = m * m.Transpose();
        Matrix<double> etf = (Dense.CreateIdentity(_k) - (Matrix<double>)Dense.Create(_k, _k, 1.0 / _k)) / Math.Sqrt(_k - 1);
        return ((gram / gram.FrobeniusNorm()) - etf).FrobeniusNorm();
    }

    public double Nc4(Matrix w, double[] b)
    {
        Matrix<double> weights = Dense.Create(w.Rows, w.Columns, (i, j) => w[i, j]);
        return _rows.Average(h => ((weights * h) + MathNet.Numerics.LinearAlgebra.Double.DenseVector.OfArray(b)).MaximumIndex()
            == Enumerable.Range(0, _k).MinBy(c => (h - _means[c]).L2Norm()) ? 0.0 : 1.0);
    }

    private static double Square(Vector<double> v) => v * v;

    private Vector<double>[] Centred(bool sampleMean)
    {
        Vector<double> centre = sampleMean ? SampleMean : ClassMean;
        return [.. _means.Select(m => m - centre)];
    }

    private IEnumerable<(int I, int J)> Pairs() =>
        from i in Enumerable.Range(0, _k) from j in Enumerable.Range(i + 1, _k - i - 1) select (i, j);
}
