using NCVerify.Conformance.Gate;
using NCVerify.Numerics;

namespace NCVerify.Reporting.Gating;

/// <summary>Words of the gate's page.</summary>
internal static class GateText
{
    /// <summary>The verdict's class in the style sheet.</summary>
    public static string Class(GateVerdict verdict) => verdict switch { GateVerdict.Passed => "verified", GateVerdict.Failed => "refuted", _ => "not-run" };

    /// <summary>Name and version of the solver.</summary>
    public static string Solver(GateReport report) =>
        report.Solver.Name.Length == 0 ? "A solver without handshake" : report.Solver.Version.Length == 0 ? report.Solver.Name : $"{report.Solver.Name} (version {report.Solver.Version})";

    /// <summary>The headline.</summary>
    public static string Title(GateReport report) => $"{Solver(report)} {(report.Passed ? "passed" : "did not pass")}";

    /// <summary>The sentence below it.</summary>
    public static string Lead(GateReport report) => string.Create(Exact.Culture,
        $"{report.Count(GateVerdict.Passed)} of {report.Count(GateVerdict.Passed) + report.Count(GateVerdict.Failed)} problems that it says it supports, each judged from W, H and bias alone; {report.Battery}, relative gaps up to {Exact.Format(report.Required.Limit())}, {report.Started.Split('T')[0]}.{(report.AgainstBaseline ? " Compared with an approved run, which decides." : "")}{(report.Interrupted ? " The run was interrupted: what it did not reach is missing." : "")}");

    /// <summary>A number for a table cell; a dash where there is none.</summary>
    public static string Number(double value, int digits = 3) => double.IsNaN(value) ? "–" : NumberText.Html(value, digits);

    /// <summary>A share in per cent; a word where nothing was judged.</summary>
    public static string Score(double score) => double.IsNaN(score) ? "none" : NumberText.Html(score, 3) + "\u00A0%";
}
