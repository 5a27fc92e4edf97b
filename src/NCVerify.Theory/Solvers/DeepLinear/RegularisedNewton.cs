using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Newton's method with a multiple of the identity added to the Hessian, as much as a Cholesky factorisation needs and
/// the last steps ask for. It copes with the zero modes that rotations between layers leave in every Hessian here.
/// </summary>
/// <param name="landscape">Value, gradient and Hessian.</param>
internal sealed class RegularisedNewton(DeepLinearLandscape landscape)
{
    private const int MaximumIterations = 400;

    /// <summary>Steps taken so far, over all descents.</summary>
    public int Iterations { get; private set; }

    /// <summary>Descends until the norm of the gradient is at most the tolerance or cannot be lowered.</summary>
    /// <returns>The point, its value and the norm of its gradient.</returns>
    public (double[] Point, double Value, double GradientNorm) Minimise(double[] start, double tolerance)
    {
        double[] point = start, gradient = landscape.Gradient(point);
        double value = landscape.Value(point), norm = Norm(gradient), damping = 1e-3;
        for (int i = 0; i < MaximumIterations && !(norm <= tolerance); i++)
        {
            Iterations++;
            Matrix hessian = landscape.Hessian(point);
            bool moved = false;
            for (int attempt = 0; attempt < 60 && !moved; attempt++)
            {
                if (Step(hessian, gradient, damping + (0.1 * norm)) is { } step)
                {
                    double[] next = [.. point.Zip(step, (x, s) => x + s)];
                    double nextValue = landscape.Value(next);
                    double[] nextGradient = landscape.Gradient(next);
                    double nextNorm = Norm(nextGradient), promised = -Dot(gradient, step) / 2;

                    // Below the rounding of the value the gradient decides.
                    moved = promised > 1e-12 * Math.Abs(value) ? value - nextValue > 0.1 * promised : nextNorm < norm;
                    if (moved)
                    {
                        (point, value, gradient, norm) = (next, nextValue, nextGradient, nextNorm);
                        damping = Math.Max(damping / 8, 1e-13);
                        break;
                    }
                }

                damping *= 4;
            }

            if (!moved)
            {
                break;
            }
        }

        return (point, value, norm);
    }

    // -(H + damping I)^-1 g; null where the matrix is not positive definite.
    private static double[]? Step(Matrix hessian, double[] gradient, double damping)
    {
        Matrix shifted = hessian.Copy();
        for (int i = 0; i < shifted.Rows; i++)
        {
            shifted[i, i] += damping;
        }

        if (!Cholesky.TryFactor(shifted, out Matrix lower))
        {
            return null;
        }

        int n = gradient.Length;
        var x = new double[n];
        for (int i = 0; i < n; i++)
        {
            x[i] = (-gradient[i] - VectorOperations.Dot(lower.Row(i)[..i], x.AsSpan(0, i))) / lower[i, i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            double sum = x[i];
            for (int j = i + 1; j < n; j++)
            {
                sum -= lower[j, i] * x[j];
            }

            x[i] = sum / lower[i, i];
        }

        return x;
    }

    private static double Dot(double[] a, double[] b) => VectorOperations.Dot(a, b);

    private static double Norm(double[] a) => Math.Sqrt(Dot(a, a));
}
