using Microsoft.Playwright;
using NCVerify.Conformance;
using NCVerify.Reporting;
using NCVerify.Reporting.Tests;

namespace NCVerify.Browser.Tests;

/// <summary>One Chromium and one set of reports for all tests; without a Chromium they are skipped, with the reason.</summary>
[SetUpFixture]
public sealed class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static IPlaywright? _playwright;
    private static IBrowser? _browser;
    private static string _root = "";

    /// <summary>Requests that left the machine or would have; must stay empty.</summary>
    internal static List<string> Outside { get; } = [];

    /// <summary>The report of the made-up run.</summary>
    internal static string Report => Path.Combine(_root, "report");

    /// <summary>Its evidence, and a later run in which something changed.</summary>
    internal static string Earlier => Path.Combine(_root, "earlier.jsonl");

    /// <summary>The later run.</summary>
    internal static string Later => Path.Combine(_root, "later.jsonl");

    /// <summary>A page of the report as an address.</summary>
    internal static string Address(string page, string rest = "") => new Uri(Path.Combine(Report, page)).AbsoluteUri + rest;

    [OneTimeSetUp]
    public async Task Launch()
    {
        string? chromium = Names.SelectMany(n => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(d => d.Length > 0).Select(d => Path.Combine(d, n))).FirstOrDefault(File.Exists);
        if (chromium is null)
        {
            Assert.Ignore("not run: no Chromium in PATH. On Debian: apt-get install chromium.");
        }

        _root = Directory.CreateTempSubdirectory("ncverify-browser-").FullName;
        ReportWriter.Write(SyntheticEvidence.Evidence, Report);
        Write(Earlier, SyntheticEvidence.Records);
        Write(Later, Changed.Records());
        await File.WriteAllTextAsync(Path.Combine(Report, "changes.html"), DiffPage.Render(EvidenceReader.Read(Earlier), EvidenceReader.Read(Later), ("earlier.jsonl", "later.jsonl")));
        await File.WriteAllTextAsync(Path.Combine(Report, "gate.html"), GateReportWriter.Page(SyntheticGate.Report));
        _playwright = await Playwright.CreateAsync();

        // No sandbox: containers often forbid it to root, and the pages are our own.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"], Timeout = 120_000 });
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_root.Length > 0)
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    /// <summary>A new page in a context of its own, at some width, with or without scripts.</summary>
    internal static async Task<IPage> PageAsync(int width = 1400, bool script = true)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, JavaScriptEnabled = script, ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(60_000);
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file:", StringComparison.Ordinal))
            {
                Outside.Add(request.Url);
            }
        };
        return await context.NewPageAsync();
    }

    /// <summary>Writes records as an evidence file, the footer made to fit.</summary>
    internal static void Write(string path, IEnumerable<EvidenceRecord> records)
    {
        EvidenceRecord[] all = [.. records];
        File.WriteAllLines(path, all.Select(r => EvidenceJson.Line(r is RunFooter footer ? footer with { Records = all.Length - 1 } : r)));
    }
}

/// <summary>The made-up run with a verdict changed, a comparison turned, some added and removed, and numbers moved.</summary>
internal static class Changed
{
    public static IEnumerable<EvidenceRecord> Records()
    {
        foreach (EvidenceRecord record in SyntheticEvidence.Records)
        {
            if (record is Observation { Claim: "HL-3", Control: false } o)
            {
                yield return o with { Measured = 0.5, Error = 0.5 };
                yield return o with { Quantity = "added" };
            }
            else if (record is Observation { Claim: "MSE-C3", Quantity: "stationarity", Control: false })
            {
                continue;
            }
            else if (record is Observation { Oracle: Claims.OracleKind.Solver } solver)
            {
                yield return solver with { Measured = 2.1e-8 };
            }
            else
            {
                yield return record;
            }
        }
    }
}
