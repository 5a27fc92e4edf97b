namespace NCVerify.Specs.Harness;

/// <summary>A tolerance with its reason: an error holds up to Absolute + Relative x (largest entry of what is expected).</summary>
/// <param name="Absolute">Absolute part, in the units of the quantity.</param>
/// <param name="Relative">Relative part.</param>
/// <param name="Because">Why this tolerance; it is printed beside every comparison.</param>
public sealed record Within(double Absolute, double Relative, string Because)
{
    /// <summary>An absolute tolerance.</summary>
    public static Within Of(double absolute, string because) => new(absolute, 0, because);

    /// <summary>A relative tolerance, of the largest entry.</summary>
    public static Within Fraction(double relative, string because) => new(0, relative, because);

    /// <summary>Rounding of double precision in a closed form: 1e-12 of the largest entry.</summary>
    public static Within Rounding { get; } = new(1e-13, 1e-12, "two formulas in double precision");

    /// <summary>
    /// A solution with a certified relative gap of 1e-10 or less: logits, Grams and norms depend on the root of the gap
    /// at worst, and the solvers polish far below the certificate.
    /// </summary>
    public static Within CertifiedGap { get; } = new(1e-7, 1e-6, "certified gap at most 1e-10; Grams follow its square root");

    /// <summary>A plain first-order solver that stopped on its gradient: Gram errors scale like gradient / lambda.</summary>
    public static Within FirstOrder { get; } = new(1e-6, 2e-5, "first-order solver; Gram error about gradient / lambda");

    internal double Allowed(double scale) => Absolute + (Relative * scale);
}
