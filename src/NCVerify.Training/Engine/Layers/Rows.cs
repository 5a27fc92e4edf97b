using System.Numerics;

namespace NCVerify.Training;

/// <summary>Operations on a matrix by rows. Each entry is computed in one order, whatever the vector width.</summary>
internal static class Rows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Adds a vector to every row.</summary>
    public static void Add(ReadOnlySpan<T> vector, Span<T> rows)
    {
        for (int start = 0; start < rows.Length; start += vector.Length)
        {
            AddTo(vector, rows.Slice(start, vector.Length));
        }
    }

    /// <summary>Sum of all rows, first to last.</summary>
    public static void Sum(ReadOnlySpan<T> rows, Span<T> sum)
    {
        sum.Clear();
        for (int start = 0; start < rows.Length; start += sum.Length)
        {
            AddTo(rows.Slice(start, sum.Length), sum);
        }
    }

    /// <summary>target += x.</summary>
    public static void AddTo(ReadOnlySpan<T> x, Span<T> target)
    {
        int i = 0, width = Vector<T>.Count;
        for (; i <= target.Length - width; i += width)
        {
            (new Vector<T>(x[i..]) + new Vector<T>(target[i..])).CopyTo(target[i..]);
        }

        for (; i < target.Length; i++)
        {
            target[i] += x[i];
        }
    }
}
