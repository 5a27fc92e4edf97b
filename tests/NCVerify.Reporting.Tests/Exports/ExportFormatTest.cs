using System.Globalization;
using NCVerify.Conformance;

namespace NCVerify.Reporting.Tests;

/// <summary>What holds of every format: the same bytes from the same evidence, in any culture, order of running and number of threads.</summary>
public sealed class ExportFormatTest
{
    [Test]
    public void TheBytesDependOnTheEvidenceAlone()
    {
        string[] plain = [.. Texts(ExportSamples.Whole)];
        CultureInfo before = Thread.CurrentThread.CurrentCulture;
        try
        {
            // Comma decimals, dots in large numbers, another minus, another calendar's separators.
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "−", NaNSymbol = "nan" };
            culture.DateTimeFormat = new DateTimeFormatInfo { DateSeparator = ".", TimeSeparator = "." };
            Thread.CurrentThread.CurrentCulture = culture;
            Assert.That(FormattableString.CurrentCulture($"{1.5}"), Is.EqualTo("1,5"), "the culture is in force");
            Assert.That(Texts(RunExport.Of(Evidence.Of(ExportSamples.Records))), Is.EqualTo(plain));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }

        Assert.That(Enumerable.Range(0, 4).AsParallel().Select(_ => Texts(RunExport.Of(Evidence.Of(ExportSamples.Records))).ToArray()), Has.All.EqualTo(plain));
    }

    [TestCaseSource(typeof(ExportSamples), nameof(ExportSamples.All))]
    public void EveryTextIsOfLineFeedsAndEndsWithOne(RunExport run) =>
        Assert.That(Texts(run).Where(t => t.Contains('\r', StringComparison.Ordinal) || !t.EndsWith('\n')), Is.Empty);

    [Test]
    public void NothingIsGreenThatTheVerdictsDoNotSupport()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExportSamples.Whole.Failures.Select(c => c.Claim), Is.EquivalentTo(ExportSamples.Whole.Report.Unexpected.Select(c => c.Id)));
            Assert.That(ExportSamples.Whole.Cases.Select(c => c.Claim).Distinct(), Is.EquivalentTo(ExportSamples.Whole.Report.Claims.Select(c => c.Id)), "claims without tests, too");
            Assert.That(ExportSamples.CutOff.Failures.Select(c => c.Name), Does.Contain("run: complete"));
            Assert.That(ExportSamples.Whole.Cases.Select(c => c.Name), Is.Unique);
        }
    }

    [Test]
    public void AnnotationsNameFileAndLineAndCannotBeInjected()
    {
        string band = Annotations.Of(ExportSamples.Whole).Single(l => l.Contains("RootTest.Band", StringComparison.Ordinal));
        Assert.That(band, Does.Match(@"^::error file=specs/NCVerify\.Specs/Dang2023/Roots and bands\.cs,line=\d+,title=MSE-C3%3A RootTest\.Band::1 of 2 comparisons fails$"));
        IReadOnlyList<string> hostile = Annotations.Of(ExportSamples.Hostile);
        Assert.That(hostile, Is.Not.Empty.And.All.Matches<string>(l => l!.StartsWith("::error ", StringComparison.Ordinal) && !l.AsSpan().ContainsAny('\r', '\n')));
        Assert.That(Annotations.Of(RunExport.Of(Evidence.Of([.. Enumerable.Range(0, 30).SelectMany(i => ExportSamples.Records.Where(r => r is ClaimRecord { Claim: "MSE-C3" } or TestRecord { Claim: "MSE-C3", Control: false }).Select(EvidenceRecord (r) => r is ClaimRecord c ? c with { Claim = $"X-{i}" } : ((TestRecord)r) with { Claim = $"X-{i}" }))]))), Has.Count.EqualTo(10).And.Some.Contains("21 more failures"));
    }

    private static IEnumerable<string> Texts(RunExport run) => [.. ExportFormat.All.Select(f => f.Write(run)), RoCrateExport.Write(run, ["data/", "evidence.jsonl", "index.html"]), string.Join('\n', Annotations.Of(run)) + "\n"];
}
