namespace NCVerify.Conformance;

/// <summary>An observation's error in units of its tolerance, and whether the comparison can speak at all.</summary>
public static class ObservationRatio
{
    /// <summary>
    /// Error divided by tolerance: at most 1 when the comparison holds. Zero when the error is zero or below; infinite
    /// when a tolerance of zero is exceeded; NaN when <see cref="Speaks"/> is false.
    /// </summary>
    public static double Ratio(this Observation observation)
    {
        if (!observation.Speaks())
        {
            return double.NaN;
        }

        return observation.Error <= 0 ? 0 : observation.Error / observation.Tolerance;
    }

    /// <summary>Whether error and tolerance are finite and the tolerance is not negative; otherwise nothing can be concluded.</summary>
    public static bool Speaks(this Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        return double.IsFinite(observation.Error) && double.IsFinite(observation.Tolerance) && observation.Tolerance >= 0;
    }

    /// <summary>Whether the comparison speaks and fails.</summary>
    public static bool Fails(this Observation observation) => observation.Speaks() && observation.Error > observation.Tolerance;
}
