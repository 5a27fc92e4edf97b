using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests;

/// <summary>The metrics by their definitions, covariance matrices and all, to more than a hundred digits.</summary>
internal sealed class ExactReference
{
    private readonly Fixed[][] _rows;
    private readonly int[] _labels;
    private readonly int _k;
    private readonly int _d;
    private readonly int[] _counts;
    private readonly Fixed[][] _means;

    public ExactReference(double[] data, int dimension, int[] labels)
    {
        (_labels, _d, _k) = (labels, dimension, labels.Max() + 1);
        _rows = [.. data.Chunk(dimension).Select(row => Array.ConvertAll(row, Fixed.Of))];
        _counts = [.. Enumerable.Range(0, _k).Select(c => labels.Count(y => y == c))];
        _means = [.. Enumerable.Range(0, _k).Select(c => Mean([.. _rows.Where((_, i) => labels[i] == c)]))];
    }

    private Fixed[] ClassMean => Mean(_means);

    private Fixed[] SampleMean => Mean(_rows);

    /// <summary>tr(SigmaW pinv(SigmaB))/K.</summary>
    public double Nc1(BetweenClassScatter scatter)
    {
        // With d at most K - 1 SigmaB is inverted as it is. Otherwise SigmaB = E'AE with E the first K - 1 centred means as
        // rows (independent), and pinv(SigmaB) = E'(EE')^-1 A^-1 (EE')^-1 E.
        Fixed[] centre = scatter == BetweenClassScatter.ClassMean ? ClassMean : SampleMean;
        Fixed[][] m = [.. _means.Select(mean => Minus(mean, centre))];
        Fixed[] weight = [.. _counts.Select(n => scatter == BetweenClassScatter.CountWeighted ? Fixed.Of(n) / _rows.Length : Fixed.One / _k)];
        Fixed[][] within = Residuals();
        Fixed total = Fixed.Zero;
        if (_d < _k)
        {
            var b = Table(_d, (i, j) => Sum(_k, c => weight[c] * m[c][i] * m[c][j]));
            foreach (Fixed[] x in within)
            {
                total += Dot(x, Solve(b, x));
            }

            return (total / _rows.Length / _k).ToDouble();
        }

        // Every pinv here maps into the row space of m. Take means around the class mean as the basis: r of them are independent.
        int r = _k - 1;
        Fixed[][] e = [.. _means.Take(r).Select(mean => Minus(mean, ClassMean))];
        Fixed[][] gram = Table(r, (i, j) => Dot(e[i], e[j]));
        Fixed[][] coefficients = [.. m.Select(row => Solve(gram, [.. e.Select(x => Dot(x, row))]))];
        Fixed[][] a = Table(r, (i, j) => Sum(_k, c => weight[c] * coefficients[c][i] * coefficients[c][j]));
        foreach (Fixed[] x in within)
        {
            Fixed[] y = Solve(gram, [.. e.Select(row => Dot(row, x))]);
            total += Dot(y, Solve(a, y));
        }

        return (total / _rows.Length / _k).ToDouble();
    }

    public double Quotient() => (Residuals().Aggregate(Fixed.Zero, (s, x) => s + Dot(x, x)) / _rows.Length / (Sum(_k, c => Dot(Minus(_means[c], ClassMean), Minus(_means[c], ClassMean))) / _k)).ToDouble();

    public double Cdnv()
    {
        Fixed[] v = [.. Enumerable.Range(0, _k).Select(c => Residuals().Where((_, i) => _labels[i] == c).Aggregate(Fixed.Zero, (s, x) => s + Dot(x, x)) / _counts[c])];
        Fixed sum = Fixed.Zero;
        for (int i = 0; i < _k; i++)
        {
            for (int j = i + 1; j < _k; j++)
            {
                Fixed[] difference = Minus(_means[i], _means[j]);
                sum += (v[i] + v[j]) / (Dot(difference, difference) + Dot(difference, difference));
            }
        }

        return (sum / (_k * (_k - 1) / 2)).ToDouble();
    }

    public double Equinorm() => Variation([.. Centred().Select(m => Dot(m, m).Sqrt())], relative: true);

    public double Equiangle() => Variation(Cosines(), relative: false);

    public double MaxAngle() => Cosines().Select(c => (c + (Fixed.One / (_k - 1))).Abs()).MaxBy(x => x.Units).ToDouble();

    public double EtfError()
    {
        Fixed[][] m = Centred(), gram = Table(_k, (i, j) => Dot(m[i], m[j]));
        Fixed norm = Sum(_k, i => Sum(_k, j => gram[i][j] * gram[i][j])).Sqrt(), root = Fixed.Of(_k - 1).Sqrt();
        return Sum(_k, i => Sum(_k, j =>
        {
            Fixed difference = (gram[i][j] / norm) - (((i == j ? Fixed.One : Fixed.Zero) - (Fixed.One / _k)) / root);
            return difference * difference;
        })).Sqrt().ToDouble();
    }

    public double Duality(Matrix weights)
    {
        Fixed[][] m = Centred(), w = [.. weights.ToRows().Select(r => Array.ConvertAll(r, Fixed.Of))];
        Fixed x = w.Aggregate(Fixed.Zero, (s, r) => s + Dot(r, r)).Sqrt(), y = m.Aggregate(Fixed.Zero, (s, r) => s + Dot(r, r)).Sqrt();
        return Sum(_k, k => Sum(_d, j => ((w[k][j] / x) - (m[k][j] / y)) * ((w[k][j] / x) - (m[k][j] / y)))).Sqrt().ToDouble();
    }

    private static Fixed Sum(int n, Func<int, Fixed> term) => Enumerable.Range(0, n).Aggregate(Fixed.Zero, (s, i) => s + term(i));

    private static Fixed Dot(Fixed[] a, Fixed[] b) => Sum(a.Length, i => a[i] * b[i]);

    private static Fixed[] Minus(Fixed[] a, Fixed[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static Fixed[][] Table(int n, Func<int, int, Fixed> entry) => [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => entry(i, j)).ToArray())];

    private static Fixed[] Mean(Fixed[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(j => Sum(rows.Length, i => rows[i][j]) / rows.Length)];

    private static double Variation(Fixed[] values, bool relative)
    {
        Fixed mean = Sum(values.Length, i => values[i]) / values.Length;
        Fixed deviation = (Sum(values.Length, i => (values[i] - mean) * (values[i] - mean)) / values.Length).Sqrt();
        return (relative ? deviation / mean : deviation).ToDouble();
    }

    // Gaussian elimination with row pivoting.
    private static Fixed[] Solve(Fixed[][] table, Fixed[] right)
    {
        int n = right.Length;
        Fixed[][] a = [.. table.Select((row, i) => (Fixed[])[.. row, right[i]])];
        for (int p = 0; p < n; p++)
        {
            int best = Enumerable.Range(p, n - p).MaxBy(i => a[i][p].Abs().Units);
            (a[p], a[best]) = (a[best], a[p]);
            for (int i = p + 1; i < n; i++)
            {
                Fixed factor = a[i][p] / a[p][p];
                for (int j = p; j <= n; j++)
                {
                    a[i][j] -= factor * a[p][j];
                }
            }
        }

        var x = new Fixed[n];
        for (int i = n - 1; i >= 0; i--)
        {
            x[i] = (a[i][n] - Sum(n - 1 - i, j => a[i][i + 1 + j] * x[i + 1 + j])) / a[i][i];
        }

        return x;
    }

    private Fixed[][] Residuals() => [.. _rows.Select((row, i) => Minus(row, _means[_labels[i]]))];

    private Fixed[][] Centred() => [.. _means.Select(m => Minus(m, ClassMean))];

    private Fixed[] Cosines()
    {
        Fixed[][] m = Centred();
        return [.. from i in Enumerable.Range(0, _k) from j in Enumerable.Range(i + 1, _k - i - 1) select Dot(m[i], m[j]) / (Dot(m[i], m[i]) * Dot(m[j], m[j])).Sqrt()];
    }
}
