using NCVerify.Conformance;

namespace NCVerify.Reporting.Tests;

/// <summary>Runs to export: one of everything with places in the source, one cut off, one empty, one with texts that do their worst.</summary>
internal static class ExportSamples
{
    public const string Source = "specs/NCVerify.Specs/Dang2023/Roots and bands.cs";

    // Control characters, half of a surrogate pair, the end of a CDATA section, markup, commas, a second line with a workflow command, and a right-to-left override.
    public const string Worst = "a\u0000b\u001b[31m \uD800 ]]> <x y=\"z\"> & , : % \r\n::error::injected\u202E \u0085 \uFFFE";

    public static IReadOnlyList<EvidenceRecord> Records { get; } = [.. SyntheticEvidence.Records.Select((r, i) => r is TestRecord t ? t with { Source = Source, Line = 10 + i } : r)];

    public static RunExport Whole { get; } = RunExport.Of(Evidence.Of(Records));

    public static RunExport CutOff { get; } = RunExport.Of(Evidence.Of(Records.Where(r => r is not RunFooter), complete: false));

    public static RunExport Empty { get; } = RunExport.Of(Evidence.Of([]));

    public static RunExport Hostile { get; } = RunExport.Of(Evidence.Of(Records.Select(r => r switch
    {
        TestRecord t => t with { Test = t.Test + Worst, Message = t.Message + Worst, Fixture = t.Fixture + Worst, Regime = Worst, Seconds = double.NaN },
        Observation o => o with { Test = o.Test + Worst, Quantity = Worst },
        ClaimRecord c => c with { Title = Worst, Statement = Worst, Citation = Worst, Paper = c.Paper + Worst, Control = Worst, PaperKey = Worst },
        RunHeader h => h with { Tier = Worst, Started = "yesterday", Commit = Worst, OperatingSystem = Worst, Runtime = Worst },
        RunFooter f => f with { Ended = "tomorrow", Seconds = double.NegativeInfinity },
        _ => r,
    })));

    public static IEnumerable<TestCaseData> All =>
    [
        new TestCaseData(Whole).SetArgDisplayNames("one of everything"), new TestCaseData(CutOff).SetArgDisplayNames("cut off"),
        new TestCaseData(Empty).SetArgDisplayNames("empty"), new TestCaseData(Hostile).SetArgDisplayNames("hostile"),
    ];
}
