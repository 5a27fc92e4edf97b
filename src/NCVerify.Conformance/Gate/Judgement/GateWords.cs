namespace NCVerify.Conformance.Gate;

/// <summary>Enumerations of the gate in words, as they stand in files and tables.</summary>
public static class GateWords
{
    /// <summary>"passed", "failed" or "inapplicable".</summary>
    public static string Of(GateVerdict verdict) => verdict switch { GateVerdict.Passed => "passed", GateVerdict.Failed => "failed", _ => "inapplicable" };

    /// <summary>The sign beside the word.</summary>
    public static string Symbol(GateVerdict verdict) => verdict switch { GateVerdict.Passed => "✓", GateVerdict.Failed => "✗", _ => "–" };

    /// <summary>"exact", "tight", "loose" or "none".</summary>
    public static string Of(ToleranceClass tolerance) => tolerance switch { ToleranceClass.Exact => "exact", ToleranceClass.Tight => "tight", ToleranceClass.Loose => "loose", _ => "none" };

    /// <summary>"easy", "medium", "hard" or "cruel".</summary>
    public static string Of(GateLevel level) => level switch { GateLevel.Easy => "easy", GateLevel.Medium => "medium", GateLevel.Hard => "hard", _ => "cruel" };

    /// <summary>The geometry in the field's words.</summary>
    public static string Of(ExpectedGeometry geometry) => geometry switch
    {
        ExpectedGeometry.Zero => "zero",
        ExpectedGeometry.SimplexEtf => "simplex ETF",
        ExpectedGeometry.CentredOrthogonalFrame => "orthogonal frame with centred classifiers",
        ExpectedGeometry.Seli => "SELI",
        ExpectedGeometry.SmallestClassesMerge => "one point for the smallest classes",
        _ => "none",
    };

    /// <summary>The failure as a word with hyphens, for instance "wrong-shape"; rule ids of SARIF.</summary>
    public static string Of(FailureKind kind) => kind switch
    {
        FailureKind.None => "none",
        FailureKind.Timeout => "timeout",
        FailureKind.Crashed => "crashed",
        FailureKind.Flood => "flood",
        FailureKind.Garbage => "garbage",
        FailureKind.WrongId => "wrong-id",
        FailureKind.Declined => "declined",
        FailureKind.WrongShape => "wrong-shape",
        FailureKind.NotFinite => "not-finite",
        FailureKind.Infeasible => "infeasible",
        FailureKind.Misstated => "misstated",
        FailureKind.TooGoodToBeTrue => "too-good-to-be-true",
        FailureKind.Gap => "gap",
        FailureKind.Geometry => "geometry",
        FailureKind.WithinClass => "within-class",
        FailureKind.NotAsked => "not-asked",
        _ => "unknown",
    };

    /// <summary>The failure in a sentence.</summary>
    public static string Describe(FailureKind kind) => kind switch
    {
        FailureKind.Timeout => "No answer within the time limit",
        FailureKind.Crashed => "The solver ended instead of answering",
        FailureKind.Flood => "More output than any answer can have",
        FailureKind.Garbage => "A line that is not an answer of the protocol",
        FailureKind.WrongId => "An answer that names another problem",
        FailureKind.Declined => "A problem declined that the solver says it supports",
        FailureKind.WrongShape => "A matrix or list of the wrong shape",
        FailureKind.NotFinite => "An entry that is not a finite number",
        FailureKind.Infeasible => "A constraint is violated",
        FailureKind.Misstated => "The stated objective is not that of W, H and bias",
        FailureKind.TooGoodToBeTrue => "The objective is below a rigorous lower bound",
        FailureKind.Gap => "The certified gap is above the tolerance",
        FailureKind.Geometry => "The geometry is not the one that the theory names",
        FailureKind.WithinClass => "Features of one class differ",
        FailureKind.NotAsked => "The solver had failed too often to be asked again",
        _ => "Nothing is wrong",
    };
}
