using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>S = Q T Q' with T tridiagonal and Q orthogonal.</summary>
/// <param name="Diagonal">Diagonal of T.</param>
/// <param name="OffDiagonal">Off-diagonal of T, with a zero appended.</param>
/// <param name="Basis">Q.</param>
internal sealed record Tridiagonal(double[] Diagonal, double[] OffDiagonal, Matrix Basis)
{
    /// <summary>Householder reduction of a symmetric matrix, which is overwritten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Tridiagonal Reduce(Matrix s)
    {
        int n = s.Rows;
        double[] diagonal = new double[n], off = new double[n], scales = new double[n], p = new double[n];

        // Row k of s keeps the reflection of step k, in columns k + 1 and up; both triangles of the rest are kept up to
        // date, so that all loops run along rows.
        for (int k = 0; k < n; k++)
        {
            diagonal[k] = s[k, k];
            if (k + 1 == n)
            {
                break;
            }

            Span<double> v = s.Row(k)[(k + 1)..];
            (off[k], scales[k]) = Reflect(v);
            if (scales[k] == 0)
            {
                continue;
            }

            Span<double> w = p.AsSpan(k + 1);
            for (int i = k + 1; i < n; i++)
            {
                p[i] = scales[k] * VectorOperations.Dot(s.Row(i)[(k + 1)..], v);
            }

            VectorOperations.AddScaled(-0.5 * scales[k] * VectorOperations.Dot(w, v), v, w);
            for (int i = k + 1; i < n; i++)
            {
                Span<double> row = s.Row(i)[(k + 1)..];
                VectorOperations.AddScaled(-v[i - k - 1], w, row);
                VectorOperations.AddScaled(-p[i], v, row);
            }
        }

        return new(diagonal, off, Accumulate(s, scales, p));
    }

    /// <summary>Turns x into v such that (I - scale v v') x = (length, 0, ..., 0); scale 0 when x is of that form already.</summary>
    private static (double Length, double Scale) Reflect(Span<double> x)
    {
        double tail = VectorOperations.Dot(x[1..], x[1..]);
        if (tail == 0)
        {
            return (x[0], 0);
        }

        double norm = Math.Sqrt((x[0] * x[0]) + tail), length = x[0] > 0 ? -norm : norm;

        // x[0] and -length have the same sign: no cancellation.
        x[0] -= length;
        return (length, -1 / (length * x[0]));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Matrix Accumulate(Matrix reflections, double[] scales, double[] work)
    {
        int n = scales.Length;
        Matrix q = Matrix.Identity(n);
        for (int k = n - 2; k >= 0; k--)
        {
            if (scales[k] == 0)
            {
                continue;
            }

            ReadOnlySpan<double> v = reflections.Row(k)[(k + 1)..];
            Span<double> t = work.AsSpan(k + 1);
            t.Clear();
            for (int i = k + 1; i < n; i++)
            {
                VectorOperations.AddScaled(v[i - k - 1], q.Row(i)[(k + 1)..], t);
            }

            for (int i = k + 1; i < n; i++)
            {
                VectorOperations.AddScaled(-scales[k] * v[i - k - 1], t, q.Row(i)[(k + 1)..]);
            }
        }

        return q;
    }
}
