using NCVerify.Claims;
using NCVerify.Numerics;

namespace NCVerify.Conformance.Tests;

/// <summary>Small records with everything filled in.</summary>
internal static class Samples
{
    public static readonly RunHeader Header = new()
    {
        Version = "0.1.0",
        Started = "2026-01-02T03:04:05Z",
        Tier = "default",
        Commit = "abc",
        Dirty = true,
        Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["data: mnist"] = "absent" },
    };

    public static readonly Figure Figure = new()
    {
        Claim = "HL-3",
        Id = "gap-1",
        Title = "Title",
        Caption = "Caption $x$",
        RefutedBy = "a jump",
        HeatMaps = [new("predicted", Matrix.FromRows([[1, double.NaN], [double.PositiveInfinity, -0.5]]))],
        Phases = new(["ordered", "collapsed"], [1, 10, 100], [0.5, 1], [[0, 0, 1], [0, 1, 1]]),
        Table = new("method", ["error of $Z$"], [new("plain", [new(0.5) { Low = 0.25, High = 0.75 }]), new("none", [new(double.NaN)])]),
        Series = [new("measured", SeriesRole.Measured, [1, 2], [0.1, 1.0 / 3])],
        Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["$\\lambda_1$"] = 0.25 },
        X = new("$\\lambda$", Logarithmic: true),
    };

    public static ClaimRecord Claim(string id = "HL-3", Verdict expected = Verdict.Verified, params OracleKind[] oracles) => new()
    {
        Claim = id,
        Title = "Title",
        PaperKey = "hong2024",
        Paper = "Hong and Ling 2024",
        Citation = "Hong, Ling. Title. 2024.",
        Provenance = Provenance.AsCommonlyStated,
        Statement = "$W W^\\top$",
        Assumptions = ["$d \\ge K$"],
        Control = "below",
        Oracles = oracles,
        ExpectedVerdict = expected,
    };

    public static Observation Observation(double error = 0, double tolerance = 1e-9, bool control = false, string test = "T", string claim = "HL-3") => new()
    {
        Claim = claim,
        Test = test,
        Quantity = "contrast",
        Measured = error,
        Expected = 0.0,
        Error = error,
        Tolerance = tolerance,
        Reason = "because",
        Oracle = OracleKind.Certificate,
        Control = control,
        Seed = ulong.MaxValue,
    };

    public static TestRecord Test(TestOutcome outcome = TestOutcome.Passed, bool control = false, string test = "T", string message = "", string snapshot = "", OracleKind oracle = OracleKind.Certificate) => new()
    {
        Claim = "HL-3",
        Test = test,
        Fixture = "Fixture",
        Regime = "regime",
        Oracle = oracle,
        Control = control,
        Outcome = outcome,
        Message = message,
        Snapshot = snapshot,
        Seconds = 0.5,
        Certificates = [new("K = 4", "newton", "CERT-1'", 1, 0.99, 0.01)],
    };
}
