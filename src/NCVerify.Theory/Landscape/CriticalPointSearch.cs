using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Finds critical points of any kind, saddles as well as minima: least squares on the gradient by the Levenberg-Marquardt
/// method with the exact Hessian as Jacobian. It knows nothing of the shape of the answer.
/// </summary>
public static class CriticalPointSearch
{
    /// <summary>Lowers |gradient|^2 from a start until the norm of the gradient is at most the tolerance.</summary>
    /// <param name="landscape">Gradient and Hessian.</param>
    /// <param name="start">The start, in the order of the landscape.</param>
    /// <param name="tolerance">Norm of the gradient at which a point counts as critical.</param>
    /// <param name="iterations">Most iterations.</param>
    /// <returns>The critical point, or null where the search ends elsewhere (|gradient|^2 has local minima that are not zero).</returns>
    public static double[]? From(DeepLinearLandscape landscape, double[] start, double tolerance, int iterations = 300)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        ArgumentNullException.ThrowIfNull(start);
        double[] point = start, gradient = landscape.Gradient(point);
        double square = VectorOperations.Dot(gradient, gradient), damping = 1e-8;
        for (int i = 0; i < iterations; i++)
        {
            if (Math.Sqrt(square) <= tolerance)
            {
                return point;
            }

            // Damping starts far below the squares of the curvatures: close to Newton's method for the gradient, which stays near the
            // start; steepest descent on |gradient|^2 would end at the origin from almost everywhere.
            // -(H^2 + damping I)^{-1} H g, mode by mode of H.
            SymmetricEigen eigen = SymmetricEigen.Decompose(landscape.Hessian(point));
            double[] modes = MatrixProduct.TransposeMultiply(eigen.Vectors, new Matrix(gradient.Length, 1, gradient)).Data;
            bool moved = false;
            for (int attempt = 0; attempt < 40 && !moved; attempt++)
            {
                double[] scaled = [.. modes.Select((g, j) => -eigen.Values[j] * g / ((eigen.Values[j] * eigen.Values[j]) + damping))];
                double[] step = (eigen.Vectors * new Matrix(scaled.Length, 1, scaled)).Data, next = [.. point.Zip(step, (x, s) => x + s)];
                double[] nextGradient = landscape.Gradient(next);
                double nextSquare = VectorOperations.Dot(nextGradient, nextGradient);
                moved = nextSquare < square;
                damping = moved ? Math.Max(damping / 8, 1e-16) : damping * 4;
                (point, gradient, square) = moved ? (next, nextGradient, nextSquare) : (point, gradient, square);
            }

            if (!moved)
            {
                return null;
            }
        }

        return null;
    }
}
