using NCVerify.Numerics;

namespace NCVerify.Reporting;

/// <summary>One line of the artifact checklist.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Met">Whether it is met: yes, no, or null for "in part".</param>
/// <param name="Answer">The answer, with numbers from the evidence.</param>
/// <param name="Link">Where in the report the evidence for the answer stands.</param>
public sealed record ChecklistItem(string Question, bool? Met, string Answer, string Link)
{
    /// <summary>The answer's first word.</summary>
    public string Word => Met switch { true => "yes", false => "no", null => "in part" };

    /// <summary>The answer's symbol.</summary>
    public string Symbol => Met switch { true => "✓", false => "✗", null => "~" };
}

/// <summary>The ACM artifact review checklist, answered from the evidence alone.</summary>
public static class Checklist
{
    /// <summary>The lines for some model.</summary>
    public static IReadOnlyList<ChecklistItem> Of(ReportModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var header = model.Evidence.Header;
        int total = model.Claims.Count, command = model.Claims.Count(c => c.Fixtures.Any()), biting = model.Claims.Count(c => c.Verdict.Controls is { Biting: > 0 } k && k.Biting == k.Run);
        int two = model.Claims.Count(c => c.Record.Oracles.Distinct().Skip(1).Any()), certified = model.Claims.Count(c => c.Certificates.Count > 0);
        int reasons = model.Claims.Sum(c => c.AllObservations.Count(o => o.Reason.Length == 0));
        string Of(int number) => $"{number.ToString(Exact.Culture)} of {total.ToString(Exact.Culture)} claims";
        bool? Share(int number) => total > 0 && number == total ? true : number > 0 ? null : false;
        bool pinned = header is { LockDigest.Length: > 0, Commit.Length: > 0 };
        return
        [
            new("Documented: is every claim stated with its source and assumptions?", Share(model.Claims.Count(c => c.Record.Statement.Length > 0 && c.Record.Citation.Length > 0)), $"{Of(model.Claims.Count(c => c.Record.Statement.Length > 0 && c.Record.Citation.Length > 0))} have a statement and a citation.", "index.html#_claims"),
            new("Consistent: does every tolerance have a reason?", reasons == 0 && total > 0 ? true : total == 0 ? false : null, reasons == 0 ? "Every comparison states why its tolerance is what it is." : $"{NumberText.Count(reasons, "comparison")} without a reason.", "index.html#_claims"),
            new("Complete: was every claim run?", Share(model.Tally.Run), $"{Of(model.Tally.Run)} were run.", "index.html#_matrix"),
            new("Exercisable: is there one command per claim?", Share(command), $"{Of(command)} have one, on their pages.", "index.html#_claims"),
            new("Evidence of validation: do controls fail where they must?", Share(biting), $"{Of(biting)} have controls that all bite; {Of(certified)} rest on a certified solution; {Of(two)} list two or more oracles.", "index.html#_claims"),
            new("Exact environment: are source and packages pinned?", pinned ? (header!.Dirty ? null : true) : false, pinned ? (header!.Dirty ? "Commit and lock files are recorded, but the work tree had changes." : "Commit and lock files are recorded.") : "Commit or lock files are not recorded.", "index.html#_provenance"),
            new("Time: is it known how long each claim takes?", Share(model.Claims.Count(c => c.Seconds > 0)), $"{Of(model.Claims.Count(c => c.Seconds > 0))} have a measured time; {NumberText.Seconds(model.Claims.Sum(c => c.Seconds))} in all.", "engine.html#_time"),
            new("Reproduced: did every claim that was run come out as expected?", model.Tally.Run == 0 ? false : model.Tally.Unexpected == 0, $"{(model.Tally.Run - model.Tally.Unexpected).ToString(Exact.Culture)} of {model.Tally.Run.ToString(Exact.Culture)} that were run did.", "index.html#_attention"),
            new("Complete record: did the run reach its end?", model.Evidence.Complete, model.Evidence.Complete ? "The evidence ends with its footer." : "The run was cut off.", "index.html#_attention"),
        ];
    }
}
