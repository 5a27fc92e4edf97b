using System.Numerics;
using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>Implicit QL iteration with Wilkinson's shift on a symmetric tridiagonal matrix.</summary>
internal static class ImplicitQL
{
    /// <summary>Sweeps per eigenvalue; two are usual.</summary>
    private const int SweepLimit = 80;

    /// <summary>
    /// Sweeps after which an off-diagonal entry counts as zero also when it is small only against the whole matrix: rounding
    /// can keep entries between tiny eigenvalues from ever getting small against these.
    /// </summary>
    private const int PatientSweeps = 6;

    private const double Rounding = 1.2e-16;

    /// <summary>
    /// Overwrites the diagonal with the eigenvalues (unsorted) and applies the same rotations to the rows of the transposed
    /// basis, so that row i becomes the eigenvector of the i-th value.
    /// </summary>
    public static void Diagonalise(double[] diagonal, double[] offDiagonal, Matrix transposedBasis)
    {
        int n = diagonal.Length;
        double noise = Rounding * (diagonal.Max(Math.Abs) + (2 * offDiagonal.Max(Math.Abs)));
        for (int l = 0; l < n; l++)
        {
            for (int sweep = 0; ; sweep++)
            {
                int end = l;
                double least = sweep < PatientSweeps ? 0 : noise;
                while (end < n - 1 && Math.Abs(offDiagonal[end]) > Math.Max(least, Rounding * (Math.Abs(diagonal[end]) + Math.Abs(diagonal[end + 1]))))
                {
                    end++;
                }

                if (end == l)
                {
                    break;
                }

                if (sweep == SweepLimit)
                {
                    throw new InvalidOperationException($"The QL iteration did not converge for eigenvalue {l} of {n}.");
                }

                Sweep(diagonal, offDiagonal, l, end, transposedBasis);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep(double[] d, double[] e, int l, int end, Matrix rows)
    {
        // Shift: the eigenvalue of the leading 2 x 2 block nearest d[l].
        double half = (d[l + 1] - d[l]) / (2 * e[l]);
        double root = double.Hypot(half, 1);
        double g = d[end] - d[l] + (e[l] / (half + Math.CopySign(root, half)));
        double sine = 1, cosine = 1, shift = 0;
        for (int i = end - 1; i >= l; i--)
        {
            double f = sine * e[i], b = cosine * e[i];
            double r = double.Hypot(f, g);
            e[i + 1] = r;
            if (r == 0)
            {
                // The matrix has split; the rest is taken up again in the next sweep.
                d[i + 1] -= shift;
                e[end] = 0;
                return;
            }

            sine = f / r;
            cosine = g / r;
            g = d[i + 1] - shift;
            r = ((d[i] - g) * sine) + (2 * cosine * b);
            shift = sine * r;
            d[i + 1] = g + shift;
            g = (cosine * r) - b;
            Rotate(rows.Row(i), rows.Row(i + 1), cosine, sine);
        }

        d[l] -= shift;
        e[l] = g;
        e[end] = 0;
    }

    /// <summary>(x, y) = (c x - s y, s x + c y).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rotate(Span<double> x, Span<double> y, double c, double s)
    {
        int i = 0, width = Vector<double>.Count;
        Vector<double> cosine = new(c), sine = new(s);
        for (; i <= x.Length - width; i += width)
        {
            Vector<double> u = new(x[i..]), v = new(y[i..]);
            Vector.FusedMultiplyAdd(cosine, u, -(sine * v)).CopyTo(x[i..]);
            Vector.FusedMultiplyAdd(cosine, v, sine * u).CopyTo(y[i..]);
        }

        for (; i < x.Length; i++)
        {
            double u = x[i], v = y[i];
            x[i] = Math.FusedMultiplyAdd(c, u, -(s * v));
            y[i] = Math.FusedMultiplyAdd(c, v, s * u);
        }
    }
}
