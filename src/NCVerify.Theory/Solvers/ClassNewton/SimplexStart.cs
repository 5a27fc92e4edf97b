using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>A start for class-level Newton that treats all classes alike: both factors a simplex of rank K - 1.</summary>
internal static class SimplexStart
{
    /// <summary>P and Q equal to sqrt(size) times the orthonormal contrasts of K classes (K x (K-1)).</summary>
    public static ReducedPoint Of(int classes, double size, bool bias)
    {
        double root = Math.Sqrt(size);
        Matrix contrasts = Matrix.Create(classes, classes - 1, (i, j) => root * Contrast(i, j));
        return new(contrasts, contrasts.Copy(), new double[bias ? classes : 0]);
    }

    // The j-th orthonormal contrast: j + 1 equal entries, then one that balances them.
    private static double Contrast(int i, int j) => (i <= j ? 1.0 : i == j + 1 ? -(j + 1.0) : 0) / Math.Sqrt((j + 1.0) * (j + 2.0));
}
