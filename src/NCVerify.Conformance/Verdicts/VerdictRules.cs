using NCVerify.Claims;
using NCVerify.Numerics;

namespace NCVerify.Conformance;

/// <summary>The rules behind <see cref="ClaimVerdict"/>.</summary>
internal static class VerdictRules
{
    public static ClaimVerdict Judge(ClaimRecord claim, IReadOnlyList<TestRecord> tests, IReadOnlyList<Observation> observations, bool complete)
    {
        Observation[] comparisons = [.. observations.Where(o => !o.Control)];
        TestRecord[] proper = [.. tests.Where(t => !t.Control)];
        TestRecord[] ran = [.. proper.Where(t => t.Outcome != TestOutcome.NotRun)];
        ControlFindings controls = ControlFindings.Of(tests, observations, complete);
        (Observation? worst, double? ratio) = Worst(comparisons);

        ClaimVerdict Say(Verdict verdict, params IEnumerable<string> reasons) => new()
        {
            Claim = claim.Claim,
            Verdict = verdict,
            Expected = claim.ExpectedVerdict,
            Reasons = [.. reasons],
            Worst = worst,
            WorstRatio = ratio,
            Controls = (controls.Biting, controls.Run),
        };

        // An oracle that did not deliver cannot refute: its failing numbers are those of an unfinished computation.
        HashSet<string> undelivered = [.. ran.Where(t => t.Outcome == TestOutcome.Inconclusive).Select(t => t.Test)];
        Observation[] refuting = [.. comparisons.Where(o => o.Fails() && !undelivered.Contains(o.Test)).OrderByDescending(o => o.Ratio())];
        List<string> doubts = [.. Silent(comparisons), .. Doubtful(ran, comparisons, claim.ExpectedVerdict), .. Unfinished(tests, comparisons)];
        if (refuting.Length > 0)
        {
            return Say(Verdict.Refuted, [Refutation(refuting), .. doubts, .. controls.Doubts]);
        }

        HashSet<string> skipped = [.. proper.Except(ran).Select(t => t.Test)];
        if (ran.Length == 0 && comparisons.All(o => skipped.Contains(o.Test)))
        {
            return Say(Verdict.NotRun, NotRun(proper, complete));
        }

        doubts.AddRange(controls.Doubts);
        doubts.AddRange(CutOff(claim, proper, complete));
        if (doubts.Count > 0)
        {
            return Say(Verdict.Inconclusive, doubts);
        }

        return Say(Verdict.Verified, [Verification(comparisons, controls), .. Skipped(proper)]);
    }

    private static (Observation? Worst, double? Ratio) Worst(Observation[] comparisons)
    {
        Observation? worst = comparisons.Where(o => o.Speaks()).MaxBy(o => o.Ratio());
        return (worst, worst?.Ratio());
    }

    private static IEnumerable<string> Silent(Observation[] comparisons) =>
        from o in comparisons
        where !o.Speaks()
        select double.IsFinite(o.Error)
            ? $"{o.Test}: the tolerance of {o.Quantity} is {Exact.Format(o.Tolerance)}, which no error can be held against."
            : $"{o.Test}: the error of {o.Quantity} is {Exact.Format(o.Error)}, not a finite number.";

    private static IEnumerable<string> Doubtful(TestRecord[] ran, Observation[] comparisons, Verdict expected)
    {
        var byTest = comparisons.ToLookup(o => o.Test, StringComparer.Ordinal);
        foreach (TestRecord test in ran)
        {
            if (test.Outcome == TestOutcome.Inconclusive)
            {
                yield return $"{test.Test}: {Told(test.Message, "the oracle did not deliver")}";
            }
            else if (!byTest[test.Test].Any())
            {
                yield return test.Outcome == TestOutcome.Passed
                    ? $"{test.Test} passed without a single comparison."
                    : $"{test.Test} failed without a comparison: {Told(test.Message, "no message")}";
            }
            else if (test.Outcome == TestOutcome.Failed && !Explained(test, byTest[test.Test], expected))
            {
                yield return $"{test.Test} failed although its comparisons hold: {Told(test.Message, "no message")}";
            }
        }
    }

    // A failure speaks for itself when a comparison fails, when only the snapshot differs, or when a claim that should
    // be refuted held.
    private static bool Explained(TestRecord test, IEnumerable<Observation> comparisons, Verdict expected) =>
        expected == Verdict.Refuted || SnapshotDiffers(test) || comparisons.Any(o => !o.Holds);

    private static bool SnapshotDiffers(TestRecord test) => test.Snapshot.Length > 0 && !string.Equals(test.Snapshot, "equal", StringComparison.Ordinal);

    private static IEnumerable<string> Unfinished(IReadOnlyList<TestRecord> tests, Observation[] comparisons)
    {
        HashSet<string> known = [.. tests.Select(t => t.Test)];
        return comparisons.Select(o => o.Test).Where(t => !known.Contains(t)).Distinct(StringComparer.Ordinal).Select(t => $"{t} did not end.");
    }

    private static IEnumerable<string> CutOff(ClaimRecord claim, TestRecord[] proper, bool complete) => complete
        ? []
        : claim.Oracles.Where(o => proper.All(t => t.Oracle != o)).Select(o => $"The run was cut off before any test by {Words.Of(o)}.");

    private static string NotRun(TestRecord[] proper, bool complete)
    {
        string[] reasons = [.. proper.Select(t => t.Message).Where(m => m.Length > 0).Distinct(StringComparer.Ordinal)];
        return (proper.Length, reasons.Length) switch
        {
            (0, _) => complete ? "no spec ran" : "no spec ran before the run was cut off",
            (_, 0) => "no reason was given",
            _ => string.Join("; ", reasons),
        };
    }

    private static string Refutation(Observation[] refuting)
    {
        Observation worst = refuting[0];
        string ratio = worst.Tolerance > 0 ? $"{Number(worst.Ratio())} times the tolerance" : "where the tolerance is zero";
        string others = refuting.Length == 1 ? "" : $" {Count(refuting.Length - 1, "other comparison")} also {(refuting.Length == 2 ? "fails" : "fail")}.";
        return $"{worst.Test}: {worst.Quantity} is off by {Number(worst.Error)}, {ratio}.{others}";
    }

    private static string Verification(Observation[] comparisons, ControlFindings controls) =>
        $"{Count(comparisons.Length, "comparison")} {(comparisons.Length == 1 ? "holds" : "all hold")}, and {Count(controls.Biting, "control")} {(controls.Biting == 1 ? "fails" : "fail")} as {(controls.Biting == 1 ? "it" : "they")} must.";

    private static IEnumerable<string> Skipped(TestRecord[] proper)
    {
        TestRecord[] skipped = [.. proper.Where(t => t.Outcome == TestOutcome.NotRun)];
        if (skipped.Length > 0)
        {
            yield return $"{Count(skipped.Length, "test")} not run: {string.Join("; ", skipped.Select(t => Told(t.Message, "no reason was given").TrimEnd('.')).Distinct(StringComparer.Ordinal))}";
        }
    }

    private static string Number(double value) => Exact.Format(value, 3).Replace("E+", "e", StringComparison.Ordinal).Replace("E-0", "e-", StringComparison.Ordinal).Replace("E-", "e-", StringComparison.Ordinal);

    private static string Told(string message, string otherwise) => message.Length > 0 ? message : otherwise;

    private static string Count(int number, string noun) => $"{number.ToString(Exact.Culture)} {noun}{(number == 1 ? "" : "s")}";
}
