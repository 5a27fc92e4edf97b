namespace NCVerify.Conformance.Gate;

/// <summary>Classes of certified relative gaps.</summary>
public enum ToleranceClass
{
    /// <summary>Above all of them.</summary>
    None,

    /// <summary>At most 1e-3: the geometry can be recognised.</summary>
    Loose,

    /// <summary>At most 1e-6: what a well-run first-order method reaches.</summary>
    Tight,

    /// <summary>At most 1e-10: optimal to rounding, the criterion of <c>ncverify solve</c>.</summary>
    Exact,
}

/// <summary>Limits and scores of <see cref="ToleranceClass"/>.</summary>
public static class ToleranceClasses
{
    /// <summary>Largest relative gap of the class.</summary>
    public static double Limit(this ToleranceClass tolerance) => tolerance switch
    {
        ToleranceClass.Exact => Theory.CertifiedSolution.Tolerance,
        ToleranceClass.Tight => 1e-6,
        ToleranceClass.Loose => 1e-3,
        _ => double.PositiveInfinity,
    };

    /// <summary>
    /// Largest distance to the named geometry. Distances are of the order of the root of the gap: below 2 root(gap) where
    /// penalties are moderate, near 8 root(gap) just beside a threshold, where objectives are flat. With the factor 5 a
    /// solution that only just meets its gap beside a threshold is told to go on.
    /// </summary>
    public static double GeometryLimit(this ToleranceClass tolerance) => 5 * Math.Sqrt(tolerance.Limit());

    /// <summary>The best class that a gap meets; a NaN meets none.</summary>
    public static ToleranceClass Of(double relativeGap) => relativeGap switch
    {
        <= Theory.CertifiedSolution.Tolerance => ToleranceClass.Exact,
        <= 1e-6 => ToleranceClass.Tight,
        <= 1e-3 => ToleranceClass.Loose,
        _ => ToleranceClass.None,
    };

    /// <summary>Points: 0, 1, 2 or 3.</summary>
    public static int Points(this ToleranceClass tolerance) => (int)tolerance;
}
