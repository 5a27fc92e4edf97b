using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Squared lengths of whitened deviations, |T z|^2 with z the coordinates in the span of the means, per distinct factor T. A
/// single factor is multiplied with the basis once, which spares a product per sample.
/// </summary>
internal sealed class Whitening
{
    private readonly Matrix? _basis;
    private readonly Matrix[] _factors;
    private Matrix? _coordinates;
    private Matrix? _products;

    public Whitening(BetweenClassFrame frame, double[][] factors)
    {
        _factors = Array.ConvertAll(factors, f => new Matrix(frame.Axes, frame.Axes, f));
        Matrix? basis = frame.Basis is { Length: > 0 } b ? new(frame.Axes, b.Length / frame.Axes, b) : null;
        bool together = basis is not null && factors.Length == 1;
        _basis = together ? null : basis;
        _factors = together ? [_factors[0] * basis!] : _factors;
        Squares = Array.ConvertAll(_factors, _ => Array.Empty<double>());
    }

    public int Factors => _factors.Length;

    /// <summary>Per factor, a number per row of the last block.</summary>
    public double[][] Squares { get; }

    public void Square(Matrix deviations)
    {
        if (Factors == 0)
        {
            return;
        }

        int n = deviations.Rows;
        Matrix z = deviations;
        if (_basis is not null)
        {
            z = _coordinates = Fitting(_coordinates, n, _basis.Rows);
            MatrixProduct.MultiplyTranspose(deviations, _basis, z);
        }

        for (int f = 0; f < Factors; f++)
        {
            Matrix products = _products = Fitting(_products, n, _factors[f].Rows);
            MatrixProduct.MultiplyTranspose(z, _factors[f], products);
            double[] squares = Squares[f] = Squares[f].Length >= n ? Squares[f] : new double[n];
            RowTasks.Run(n, products.Columns, i => squares[i] = RowProducts.Dot(products.Row(i), products.Row(i)));
        }
    }

    /// <summary>tr(T S T') per factor for a scatter S (d x d); never negative.</summary>
    public double[] Traces(Matrix scatter) => Array.ConvertAll(_factors, factor =>
    {
        Matrix whole = _basis is null ? factor : factor * _basis;
        Matrix half = whole * scatter;
        var sum = default(CompensatedSum);
        for (int i = 0; i < whole.Rows; i++)
        {
            sum.Add(Math.Max(0, RowProducts.Dot(half.Row(i), whole.Row(i))));
        }

        return sum.Value;
    });

    private static Matrix Fitting(Matrix? kept, int rows, int columns) => kept is not null && kept.Rows == rows && kept.Columns == columns ? kept : new Matrix(rows, columns);
}
