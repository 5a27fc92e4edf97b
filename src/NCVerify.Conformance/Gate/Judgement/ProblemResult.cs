namespace NCVerify.Conformance.Gate;

/// <summary>What became of one problem.</summary>
public enum GateVerdict
{
    /// <summary>Judged, and every criterion met.</summary>
    Passed,

    /// <summary>A criterion not met, or no answer.</summary>
    Failed,

    /// <summary>The solver does not support it, or nobody could judge it; neither passed nor failed.</summary>
    Inapplicable,
}

/// <summary>The verdict on one problem, with what was measured.</summary>
public sealed record ProblemResult
{
    /// <summary>Id of the problem.</summary>
    public required string Id { get; init; }

    /// <summary>How hard it is.</summary>
    public required GateLevel Level { get; init; }

    /// <summary>What it tries.</summary>
    public required string About { get; init; }

    /// <summary>Ids of the claims that it bears on.</summary>
    public required IReadOnlyList<string> Claims { get; init; }

    /// <summary>The verdict.</summary>
    public required GateVerdict Verdict { get; init; }

    /// <summary>Why it failed.</summary>
    public FailureKind Failure { get; init; }

    /// <summary>What is wrong and what to mend, or why it is inapplicable; empty when passed.</summary>
    public string Message { get; init; } = "";

    /// <summary>Objective recomputed from W, H and bias; NaN where there is none.</summary>
    public double Objective { get; init; } = double.NaN;

    /// <summary>The best rigorous lower bound known of the problem; NaN where none was computed.</summary>
    public double LowerBound { get; init; } = double.NaN;

    /// <summary>Name of the certificate; empty where none was computed.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>(objective - bound) / |objective|; NaN where there is none.</summary>
    public double RelativeGap { get; init; } = double.NaN;

    /// <summary>The tolerance class reached.</summary>
    public ToleranceClass Class { get; init; }

    /// <summary>The geometry that the theory names for the problem.</summary>
    public ExpectedGeometry Geometry { get; init; }

    /// <summary>Distance to it; NaN where none is named or there is no solution.</summary>
    public double GeometryDistance { get; init; } = double.NaN;

    /// <summary>sum_i |h_i - mean|^2 / sum_i |h_i|^2; NaN when class means were given.</summary>
    public double WithinClass { get; init; } = double.NaN;

    /// <summary>Seconds that the answer took; NaN where nothing was asked.</summary>
    public double Seconds { get; init; } = double.NaN;

    /// <summary>Seconds divided by those of the reference workload of the same session; NaN where nothing was asked.</summary>
    public double TimeRatio { get; init; } = double.NaN;
}
