using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Proven upper bounds on max |A x| over unit vectors x (the spectral norm), or over nonnegative unit vectors x.
/// The Gram matrix C = A'A is computed, tau^2 I - C is factored by Cholesky; that it runs to completion proves
/// C &lt;= tau^2 I up to the backward error gamma_{n+1} |L||L'| (Higham, theorem 10.3; Rump 2006), and the rounding of
/// the product adds gamma_n |A|'|A|. Both nonnegative error matrices are bounded by Collatz-Wielandt quotients, which is
/// far sharper than Frobenius norms. No singular value or eigenvalue is trusted.
/// </summary>
internal static class NormBound
{
    private const int PowerSteps = 24;
    private const int QuotientSteps = 8;

    /// <summary>
    /// Upper bound for every A whose entries differ from <paramref name="a"/> by a relative error of at most
    /// <paramref name="entryError"/>; positive infinity when entries are not finite or so extreme that squares under- or overflow.
    /// </summary>
    /// <param name="a">The matrix as computed.</param>
    /// <param name="entryError">Relative error of its entries.</param>
    /// <param name="estimate">A guess of the squared norm; a low guess costs time, a high one sharpness, neither validity.</param>
    /// <param name="nonnegative">
    /// Only x >= 0 counts: negative off-diagonal entries of A'A are replaced by 0, because there x'A'Ax &lt;= x'(A'A)+ x.
    /// </param>
    public static double Upper(Matrix a, double entryError, double estimate, bool nonnegative)
    {
        double largest = 0;
        foreach (double x in a.Data)
        {
            if (!double.IsFinite(x))
            {
                return double.PositiveInfinity;
            }

            largest = Math.Max(largest, Math.Abs(x));
        }

        if (largest == 0)
        {
            return 0;
        }

        // Inside this range the absolute errors of underflow are far below one unit of the relative bounds.
        if (largest is < 1e-120 or > 1e120)
        {
            return double.PositiveInfinity;
        }

        Matrix gram = a.Transpose() * a;
        if (nonnegative)
        {
            ClipOffDiagonal(gram);
        }

        double absolute = PerronBound(a);
        double start = Math.Max(estimate, Rayleigh(gram));
        double square = ProvenLargest(gram, start, start);
        double total = square + (Rounding.Gamma(a.Rows + 8) * absolute);
        return Rounding.Up(Math.Sqrt(Rounding.Up(total)) + (entryError * Math.Sqrt(absolute)));
    }

    /// <summary>Upper bound on the spectral radius of |M|'|M|, entrywise absolute values: min over v > 0 of max_i (|M|'|M| v)_i / v_i.</summary>
    internal static double PerronBound(Matrix m)
    {
        var v = new double[m.Columns];
        Array.Fill(v, 1);
        double best = double.PositiveInfinity;
        for (int step = 0; step < QuotientSteps; step++)
        {
            var image = new double[m.Columns];
            for (int i = 0; i < m.Rows; i++)
            {
                ReadOnlySpan<double> row = m.Row(i);
                double y = 0;
                for (int j = 0; j < row.Length; j++)
                {
                    y += Math.Abs(row[j]) * v[j];
                }

                for (int j = 0; j < row.Length; j++)
                {
                    image[j] += Math.Abs(row[j]) * y;
                }
            }

            double quotient = 0, scale = image.Max();
            for (int j = 0; j < v.Length; j++)
            {
                quotient = Math.Max(quotient, image[j] / v[j]);
                v[j] = Math.Max(image[j] / scale, 1e-10); // any positive vector gives a bound
            }

            best = Math.Min(best, quotient);
        }

        return (best * (1 + (2 * Rounding.Gamma(m.Rows + m.Columns + 8)))) + 1e-290;
    }

    /// <summary>
    /// A number that no eigenvalue of this very symmetric matrix lies below; negative infinity where entries are not finite or
    /// so extreme that squares under- or overflow.
    /// </summary>
    public static double LeastEigenvalue(Matrix symmetric)
    {
        double unit = symmetric.FrobeniusNorm();
        return unit switch
        {
            0 => 0,
            >= 1e-120 and <= 1e120 => -ProvenLargest(symmetric.Map(x => -x), -SymmetricEigen.Decompose(symmetric).Values[0], unit),
            _ => double.NegativeInfinity,
        };
    }

    // A number that the exact largest eigenvalue of the symmetric matrix cannot exceed. It starts from a guess and rises by
    // growing parts of the unit, which is at least the largest modulus on the diagonal, or the guess where that is larger.
    private static double ProvenLargest(Matrix symmetric, double start, double unit)
    {
        int n = symmetric.Rows;
        for (double excess = 1.0 / (1L << 48); excess < 1e6; excess *= 4)
        {
            double level = start + (excess * unit);
            if (Cholesky.TryFactor(Complement(symmetric, level), out Matrix lower))
            {
                double backward = Rounding.Gamma((2 * n) + 10) * PerronBound(lower.Transpose());
                return level + Rounding.Up(backward + (8 * Rounding.Unit * (Math.Abs(level) + unit)));
            }
        }

        return double.PositiveInfinity;
    }

    // level I - S; the rounding of its diagonal is below u (|level| + unit) and paid for in ProvenLargest.
    private static Matrix Complement(Matrix symmetric, double level)
    {
        Matrix result = symmetric.Copy();
        for (int i = 0; i < result.Data.Length; i++)
        {
            result.Data[i] = -result.Data[i];
        }

        for (int i = 0; i < result.Rows; i++)
        {
            result[i, i] += level;
        }

        return result;
    }

    // A guess from below at the largest eigenvalue; only where to start.
    private static double Rayleigh(Matrix symmetric)
    {
        int n = symmetric.Rows;
        var x = new double[n];
        for (int i = 0; i < n; i++)
        {
            x[i] = 1 + (0.5 * Math.Sin(i + 1)); // not orthogonal to any coordinate pattern that occurs here
        }

        double value = 0;
        for (int step = 0; step < PowerSteps; step++)
        {
            var y = new double[n];
            double norm = 0, product = 0, length = 0;
            for (int i = 0; i < n; i++)
            {
                ReadOnlySpan<double> row = symmetric.Row(i);
                for (int j = 0; j < n; j++)
                {
                    y[i] += row[j] * x[j];
                }

                norm += y[i] * y[i];
                product += x[i] * y[i];
                length += x[i] * x[i];
            }

            value = Math.Max(value, product / length);
            if (norm == 0)
            {
                break;
            }

            norm = Math.Sqrt(norm);
            x = Array.ConvertAll(y, t => t / norm);
        }

        return Math.Max(value, 1e-280);
    }

    private static void ClipOffDiagonal(Matrix gram)
    {
        for (int i = 0; i < gram.Rows; i++)
        {
            Span<double> row = gram.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = i == j ? row[j] : Math.Max(row[j], 0);
            }
        }
    }
}
