using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>Dense real matrix, row-major, double precision. A plain container: products live in <see cref="MatrixProduct"/>.</summary>
public sealed class Matrix
{
    /// <summary>The zero matrix with <paramref name="rows"/> x <paramref name="columns"/> entries.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is negative.</exception>
    public Matrix(int rows, int columns)
        : this(rows, columns, new double[checked(rows * columns)])
    {
    }

    /// <summary>Wraps (does not copy) row-major <paramref name="data"/>.</summary>
    /// <exception cref="ArgumentException">The length of <paramref name="data"/> is not rows x columns.</exception>
    public Matrix(int rows, int columns, double[] data)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentNullException.ThrowIfNull(data);
        if (data.Length != checked(rows * columns))
        {
            throw new ArgumentException($"A {rows} x {columns} matrix needs {rows * columns} numbers; {data.Length} were given.", nameof(data));
        }

        Rows = rows;
        Columns = columns;
        Data = data;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>The entries, row by row; writing to it writes to the matrix.</summary>
    public double[] Data { get; }

    /// <summary>Entry in row <paramref name="i"/> and column <paramref name="j"/>, both counted from 0.</summary>
    public double this[int i, int j]
    {
        get => Data[(i * Columns) + j];
        set => Data[(i * Columns) + j] = value;
    }

    /// <summary>The n x n identity.</summary>
    public static Matrix Identity(int n) => Diagonal(Enumerable.Repeat(1.0, n).ToArray());

    /// <summary>The square matrix with the given diagonal and zeros elsewhere.</summary>
    public static Matrix Diagonal(ReadOnlySpan<double> diagonal)
    {
        var result = new Matrix(diagonal.Length, diagonal.Length);
        for (int i = 0; i < diagonal.Length; i++)
        {
            result[i, i] = diagonal[i];
        }

        return result;
    }

    /// <summary>The centring matrix I - 11'/K (written Pi, or P, in the papers).</summary>
    public static Matrix Centring(int k) => Create(k, k, (i, j) => (i == j ? 1.0 : 0.0) - (1.0 / k));

    /// <summary>The matrix whose entry (i, j) is <paramref name="entry"/>(i, j).</summary>
    public static Matrix Create(int rows, int columns, Func<int, int, double> entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var result = new Matrix(rows, columns);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                result[i, j] = entry(i, j);
            }
        }

        return result;
    }

    /// <summary>Copies jagged rows.</summary>
    /// <exception cref="ArgumentException">The rows differ in length.</exception>
    public static Matrix FromRows(IReadOnlyList<IReadOnlyList<double>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int columns = rows.Count == 0 ? 0 : rows[0].Count;
        if (rows.Any(r => r.Count != columns))
        {
            throw new ArgumentException("All rows of a matrix must have the same length.", nameof(rows));
        }

        return Create(rows.Count, columns, (i, j) => rows[i][j]);
    }

    /// <summary>Row <paramref name="i"/>, writable in place.</summary>
    public Span<double> Row(int i) => Data.AsSpan(i * Columns, Columns);

    /// <summary>A copy of column <paramref name="j"/>.</summary>
    public double[] Column(int j)
    {
        var column = new double[Rows];
        for (int i = 0; i < Rows; i++)
        {
            column[i] = this[i, j];
        }

        return column;
    }

    /// <summary>The entries as jagged rows (a copy), for writing as JSON.</summary>
    public double[][] ToRows() => Enumerable.Range(0, Rows).Select(i => Row(i).ToArray()).ToArray();

    /// <summary>A deep copy.</summary>
    public Matrix Copy() => new(Rows, Columns, (double[])Data.Clone());

    /// <summary>The transpose, as a new matrix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Matrix Transpose()
    {
        var result = new Matrix(Columns, Rows);
        double[] source = Data, target = result.Data;

        // Square blocks: both matrices then stay in the first-level cache.
        const int block = 16;
        for (int i0 = 0; i0 < Rows; i0 += block)
        {
            int i1 = Math.Min(Rows, i0 + block);
            for (int j0 = 0; j0 < Columns; j0 += block)
            {
                int j1 = Math.Min(Columns, j0 + block);
                for (int j = j0; j < j1; j++)
                {
                    for (int i = i0; i < i1; i++)
                    {
                        target[(j * Rows) + i] = source[(i * Columns) + j];
                    }
                }
            }
        }

        return result;
    }

    /// <summary>The matrix of f(entry).</summary>
    public Matrix Map(Func<double, double> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        var result = new double[Data.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = f(Data[i]);
        }

        return new(Rows, Columns, result);
    }

    /// <summary>Every entry times <paramref name="factor"/>, as a new matrix.</summary>
    public Matrix Scale(double factor)
    {
        var result = new Matrix(Rows, Columns);
        VectorOperations.Scale(factor, Data, result.Data);
        return result;
    }

    /// <summary>Matrix product.</summary>
    public static Matrix operator *(Matrix a, Matrix b) => MatrixProduct.Multiply(a, b);

    /// <summary>Every entry times a number.</summary>
    public static Matrix operator *(double factor, Matrix a)
    {
        ArgumentNullException.ThrowIfNull(a);
        return a.Scale(factor);
    }

    /// <summary>Entrywise sum.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Matrix operator +(Matrix a, Matrix b)
    {
        Matrix result = ResultOf(a, b);
        VectorOperations.Add(a.Data, b.Data, result.Data);
        return result;
    }

    /// <summary>Entrywise difference.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Matrix operator -(Matrix a, Matrix b)
    {
        Matrix result = ResultOf(a, b);
        VectorOperations.Subtract(a.Data, b.Data, result.Data);
        return result;
    }

    private static Matrix ResultOf(Matrix a, Matrix b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Rows != b.Rows || a.Columns != b.Columns)
        {
            throw new ArgumentException($"Shapes differ: {a.Rows} x {a.Columns} and {b.Rows} x {b.Columns}.", nameof(b));
        }

        return new Matrix(a.Rows, a.Columns);
    }
}
