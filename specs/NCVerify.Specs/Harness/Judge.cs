using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Specs.Harness;

/// <summary>Decides how a test ended from what it measured and what its claim expects.</summary>
internal static class Judge
{
    public static TestRecord Test(Claim claim, TestIdentity test, IReadOnlyList<Observation> observations, Exception? exception)
    {
        (TestOutcome outcome, string message) = exception switch
        {
            IgnoreException => (TestOutcome.NotRun, exception.Message.Replace("not run: ", "", StringComparison.Ordinal)),
            null => Observed(claim, test, observations),
            OracleException => (TestOutcome.Inconclusive, "inconclusive: " + exception.Message),
            _ => (TestOutcome.Inconclusive, $"inconclusive: {exception.GetType().Name}: {exception.Message}"),
        };
        return new()
        {
            Claim = claim.Id,
            Test = test.FullName,
            Fixture = test.Fixture,
            Regime = test.Words,
            Oracle = test.Oracle,
            Control = test.Control,
            Outcome = outcome,
            Message = message,
            Seconds = 0,
            Source = test.Source,
            Line = test.Line,
        };
    }

    private static (TestOutcome Outcome, string Message) Observed(Claim claim, TestIdentity test, IReadOnlyList<Observation> observations)
    {
        if (observations.Count == 0)
        {
            return (TestOutcome.Failed, "nothing was measured: a test without a comparison proves nothing");
        }

        if (observations.FirstOrDefault(o => double.IsNaN(o.Error)) is { } missing)
        {
            return (TestOutcome.Inconclusive, $"inconclusive: '{missing.Quantity}' is not a number, or its shape is not the expected one");
        }

        // A control must fail where the claim holds; a claim that is expected to be refuted must fail where it is tested.
        bool mustFail = test.Control ^ claim.ExpectedVerdict == Verdict.Refuted;
        if (mustFail)
        {
            return observations.Any(o => o.FailsDecisively)
                ? (TestOutcome.Passed, "")
                : (TestOutcome.Failed, $"{(test.Control ? "the control does not bite" : "the refuted statement was not refuted")}: every comparison holds, or fails by less than ten times its tolerance\n{Lines(observations)}");
        }

        Observation[] broken = [.. observations.Where(o => !o.Holds)];
        return broken.Length == 0
            ? (TestOutcome.Passed, "")
            : (TestOutcome.Failed, $"{claim.Id}: {broken.Length} of {observations.Count} comparisons fail\n{Lines(broken)}");
    }

    private static string Lines(IEnumerable<Observation> observations) => string.Join('\n', observations.Select(o =>
        $"  {o.Quantity}: error {Exact.Format(o.Error, 3)}, tolerance {Exact.Format(o.Tolerance, 3)} ({o.Reason}); measured {Short(o.Measured)}, expected {Word(o.Comparison)}{Short(o.Expected)}"));

    private static string Word(Comparison comparison) => comparison switch
    {
        Comparison.AtMost => "at most ",
        Comparison.AtLeast => "at least ",
        _ => "",
    };

    private static string Short(Quantity quantity) => quantity switch
    {
        Quantity.Scalar s => Exact.Format(s.Value),
        Quantity.Flag f => f.Value ? "true" : "false",
        Quantity.Vector v => "[" + string.Join(", ", v.Values.Take(8).Select(x => Exact.Format(x, 8))) + (v.Values.Count > 8 ? ", ..." : "") + "]",
        Quantity.Table t => $"a {t.Values.Rows} x {t.Values.Columns} matrix",
        _ => "a group",
    };
}
