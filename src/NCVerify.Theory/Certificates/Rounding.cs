namespace NCVerify.Theory;

/// <summary>
/// Constants of the rounding analysis (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., chapters 2-4, 10).
/// Assumed: IEEE double arithmetic rounding to nearest; sqrt correctly rounded; <see cref="Math.Log(double)"/> with relative
/// error of at most 8 u (4 units in the last place; the usual libraries stay below 1); matrix products and Cholesky
/// factorisations computed by the conventional algorithm in any order of summation, with or without fused operations.
/// </summary>
internal static class Rounding
{
    /// <summary>Unit roundoff u = 2^-53.</summary>
    public const double Unit = 1.0 / (1L << 53);

    /// <summary>gamma_n = n u / (1 - n u): bounds the accumulated relative error of n operations; rounded up.</summary>
    public static double Gamma(int n) => n * Unit / (1 - (n * Unit)) * (1 + (8 * Unit));

    /// <summary>A number a little larger in magnitude, absorbing up to 8 roundings in evaluating a positive bound.</summary>
    public static double Up(double positive) => positive * (1 + (16 * Unit));

    /// <summary>A number a little smaller in magnitude, absorbing up to 8 roundings in evaluating a positive bound.</summary>
    public static double Down(double positive) => positive * (1 - (16 * Unit));
}
