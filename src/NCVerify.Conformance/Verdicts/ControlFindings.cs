namespace NCVerify.Conformance;

/// <summary>
/// Which controls of a claim bite. A control test bites if and only if one of its control comparisons fails decisively;
/// each that was run must, and at least one must have been run. A control that was not run says nothing either way.
/// </summary>
internal sealed record ControlFindings(int Run, int Biting, IReadOnlyList<string> Doubts)
{
    public static ControlFindings Of(IEnumerable<TestRecord> tests, IEnumerable<Observation> observations, bool complete)
    {
        var byTest = observations.Where(o => o.Control).ToLookup(o => o.Test, StringComparer.Ordinal);
        TestRecord[] controls = [.. tests.Where(t => t.Control)];
        TestRecord[] run = [.. controls.Where(t => t.Outcome != TestOutcome.NotRun)];
        TestRecord[] toothless = [.. run.Where(t => !Bites(t, byTest[t.Test]))];
        List<string> doubts = [.. toothless.Select(t => Why(t, [.. byTest[t.Test]]))];
        if (run.Length == 0)
        {
            string why = controls.Select(t => t.Message).FirstOrDefault(m => m.Length > 0, "none is recorded");
            doubts.Add(controls.Length == 0 ? $"No control was run: {(complete ? "none is recorded" : "the run was cut off")}." : $"No control was run: {why}");
        }

        return new(run.Length, run.Length - toothless.Length, doubts);
    }

    /// <summary>Whether a control test bites, given its control comparisons.</summary>
    public static bool Bites(TestRecord test, IEnumerable<Observation> comparisons) =>
        test.Outcome != TestOutcome.Inconclusive && comparisons.Any(o => o.FailsDecisively);

    private static string Why(TestRecord test, Observation[] comparisons) => (test.Outcome, comparisons) switch
    {
        (TestOutcome.Inconclusive, _) => $"Control {test.Test}: {(test.Message.Length > 0 ? test.Message : "the oracle did not deliver")}",
        (_, []) => $"Control {test.Test} made no comparison.",
        _ when comparisons.Any(o => !o.Holds) => $"Control {test.Test} does not bite: no check fails by ten times its tolerance.",
        _ => $"Control {test.Test} does not bite: every check holds where it must fail.",
    };
}
