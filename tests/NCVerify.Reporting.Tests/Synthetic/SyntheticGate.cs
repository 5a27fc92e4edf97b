using NCVerify.Conformance.Gate;

namespace NCVerify.Reporting.Tests;

/// <summary>A made-up trial at the gate: a problem passed, one failed with a hostile message, one inapplicable.</summary>
internal static class SyntheticGate
{
    internal static readonly ProblemResult Good = new()
    {
        Id = "easy-balanced", Level = GateLevel.Easy, About = "equal classes", Claims = ["WD-1"], Verdict = GateVerdict.Passed, Class = ToleranceClass.Exact,
        Geometry = ExpectedGeometry.SimplexEtf, GeometryDistance = 1.5e-14, RelativeGap = 2.5e-13, WithinClass = 0.25e-20, TimeRatio = 12.5, Seconds = 0.125,
    };

    internal static readonly ProblemResult Bad = Good with { Id = "hard-step", Claims = ["WD-1", "CERT-3"], Verdict = GateVerdict.Failed, Failure = FailureKind.Gap, Class = ToleranceClass.None, RelativeGap = 0.5, Message = "the relative gap is 0.5 " + ExportSamples.Worst };

    internal static readonly ProblemResult Off = Good with { Id = "medium-offset", Claims = ["WD-2"], Verdict = GateVerdict.Inapplicable, Class = ToleranceClass.None, RelativeGap = double.NaN, GeometryDistance = double.NaN, TimeRatio = double.NaN, Message = "not in supports: offset" };

    internal static readonly GateReport Report = new()
    {
        Started = "2026-01-02T03:04:05Z", Battery = "battery 1, standard (seed 1)", BatterySeed = 1, Required = ToleranceClass.Tight, ReferenceSeconds = 0.125, Solver = new("<b>solver</b>", "1", ["cross-entropy"]),
        Problems = [Good, Bad, Off], Session = "hangs on exit", Regressions = [new("hard-step", "was passed, is failed")],
    };
}
