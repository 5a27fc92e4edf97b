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

    public Whitening(BetweenClassFrame frame, double[][] factors)
    {
        _factors = Array.ConvertAll(factors, f => new Matrix(frame.Axes, frame.Axes, f));
        Matrix? basis = frame.Basis is { Length: > 0 } b ? new(frame.Axes, b.Length / frame.Axes, b) : null;
        bool together = basis is not null && factors.Length == 1;
        _basis = together ? null : basis;
        _factors = together ? [_factors[0] * basis!] : _factors;
    }

    public int Factors => _factors.Length;

    /// <summary>Rows of the basis; 0 when the factors are applied to the deviations as they are.</summary>
    public int BasisRows => _basis?.Rows ?? 0;

    /// <summary>Rows of a factor.</summary>
    public int FactorRows => Factors == 0 ? 0 : _factors[0].Rows;

    /// <summary>Writes the squares of n deviations (row-major n x d) to the space.</summary>
    public void Square(ReadOnlySpan<double> deviations, int n, WhiteningSpace space)
    {
        if (Factors == 0)
        {
            return;
        }

        ReadOnlySpan<double> z = deviations;
        if (_basis is not null)
        {
            Span<double> coordinates = space.Coordinates.AsSpan(0, n * _basis.Rows);
            Multiply(deviations, n, _basis, coordinates);
            z = coordinates;
        }

        Span<double> products = space.Products.AsSpan(0, n * FactorRows);
        for (int f = 0; f < Factors; f++)
        {
            Multiply(z, n, _factors[f], products);
            for (int i = 0; i < n; i++)
            {
                ReadOnlySpan<double> row = products.Slice(i * FactorRows, FactorRows);
                space.Squares[f][i] = RowProducts.Dot(row, row);
            }
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

    private static void Multiply(ReadOnlySpan<double> rows, int n, Matrix table, Span<double> products) =>
        DenseProduct.Multiply(rows, false, table.Data, true, products, n, table.Rows, table.Columns);
}

/// <summary>Room for the products of one block.</summary>
internal sealed class WhiteningSpace(Whitening whitening, int rows)
{
    public double[] Coordinates { get; } = new double[rows * whitening.BasisRows];

    public double[] Products { get; } = new double[rows * whitening.FactorRows];

    /// <summary>Per factor, a number per row.</summary>
    public double[][] Squares { get; } = [.. Enumerable.Range(0, whitening.Factors).Select(_ => new double[rows])];
}
