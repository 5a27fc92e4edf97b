namespace NCVerify.Numerics;

/// <summary>A factor of a product: a row-major matrix read as it is, or transposed.</summary>
/// <param name="Data">The first entry.</param>
/// <param name="RowStride">Distance in memory between entries of neighbouring rows as read.</param>
/// <param name="ColumnStride">Distance in memory between entries of neighbouring columns as read.</param>
internal readonly unsafe record struct GemmOperand<T>(IntPtr Data, int RowStride, int ColumnStride)
    where T : unmanaged
{
    /// <summary>A factor with the given numbers of rows and columns as read.</summary>
    public static GemmOperand<T> Of(T* data, bool transposed, int rows, int columns) => transposed ? new((IntPtr)data, 1, rows) : new((IntPtr)data, columns, 1);

    /// <summary>Address of an entry.</summary>
    public T* At(int row, int column) => (T*)Data + ((long)row * RowStride) + ((long)column * ColumnStride);
}
