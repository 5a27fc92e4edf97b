using NCVerify.Claims;
using NCVerify.Conformance;

namespace NCVerify.Cli.Tests;

/// <summary>Evidence of one claim with one comparison and one control.</summary>
internal static class SampleEvidence
{
    public static void Write(string path, double error, bool complete)
    {
        Claim claim = Catalogue.Find("WD-1")!;
        using var file = new EvidenceFile(path);
        file.Write(new RunHeader { Version = "0.1.0", Started = "2026-01-02T03:04:05Z", Tier = "default" });
        file.Write(ClaimRecord.Of(claim));
        Record(file, claim.Id, "T1", error, control: false);
        Record(file, claim.Id, "T2", 1, control: true);
        if (!complete)
        {
            file.Abandon();
        }
    }

    private static void Record(EvidenceFile file, string claim, string test, double error, bool control)
    {
        file.Write(new Observation { Claim = claim, Test = test, Quantity = "q", Measured = error, Expected = 0.0, Error = error, Tolerance = 1e-9, Reason = "r", Oracle = OracleKind.Solver, Control = control });
        file.Write(new TestRecord { Claim = claim, Test = test, Fixture = "F", Regime = "g", Oracle = OracleKind.Solver, Control = control, Outcome = TestOutcome.Passed, Seconds = 0.1 });
    }
}
