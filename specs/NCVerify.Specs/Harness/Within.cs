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
    /// A certified solution: its factors carry the square root of rounding (1e-8) in directions where the optimum is zero;
    /// up to 5e-8 was seen.
    /// </summary>
    public static Within CertifiedGap { get; } = new(1e-7, 1e-8, "certified solution; zero directions keep the square root of rounding");

    /// <summary>A first-order solver that stopped on its gradient, 1e-10: the Gram error is about gradient / lambda; up to 5e-10 was seen.</summary>
    public static Within FirstOrder { get; } = new(1e-8, 1e-8, "first-order solver; Gram error about gradient / lambda");

    internal double Allowed(double scale) => Absolute + (Relative * scale);
}
