namespace NCVerify.Numerics;

/// <summary>A factor of a product: a row-major matrix read as it is, or transposed.</summary>
/// <param name="Data">The entries of the underlying matrix.</param>
/// <param name="Rows">Rows as read.</param>
/// <param name="Columns">Columns as read.</param>
/// <param name="RowStride">Distance in memory between entries of neighbouring rows as read.</param>
/// <param name="ColumnStride">Distance in memory between entries of neighbouring columns as read.</param>
internal readonly record struct GemmOperand(double[] Data, int Rows, int Columns, int RowStride, int ColumnStride)
{
    public static GemmOperand Plain(Matrix m) => new(m.Data, m.Rows, m.Columns, m.Columns, 1);

    public static GemmOperand Transposed(Matrix m) => new(m.Data, m.Columns, m.Rows, 1, m.Columns);
}
