using System.Diagnostics;
using NCVerify.Numerics;
using NCVerify.Training;
using Spectre.Console;

namespace NCVerify.Cli.Training;

/// <summary>What a person sees of a run: a live table on a terminal, otherwise a line per record; and a summary at the end.</summary>
internal static class TrainView
{
    private const int ShownRecords = 12;

    /// <summary>The metrics that are followed, by the names of the phenomena.</summary>
    private static readonly (string Name, string Id)[] Followed =
    [
        ("NC1", "nc1.pinv.classmean"), ("NC2", "nc2.etf.means.classmean"), ("NC3", "nc3.duality.classmean"), ("NC4", "nc4.disagreement"),
    ];

    /// <summary>Runs work and shows its progress on standard error.</summary>
    public static TrainingResult WithProgress(bool quiet, TextWriter error, Func<IProgress<SessionProgress>?, TrainingResult> work)
    {
        if (quiet)
        {
            return work(null);
        }

        if (!ReferenceEquals(error, Console.Error) || Console.IsErrorRedirected)
        {
            return work(new Told(p => Line(p, error)));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        var records = new List<EpochRecord>();
        var since = Stopwatch.StartNew();
        return console.Live(new Text("Preparing")).AutoClear(true).Start(context => work(new Told(p =>
        {
            if (p.Record is not null)
            {
                records.Add(p.Record);
            }

            // Often enough to look alive, seldom enough to cost nothing.
            if (p.Record is not null || since.ElapsedMilliseconds > 100)
            {
                since.Restart();
                context.UpdateTarget(Live(records, p));
            }
        })));
    }

    /// <summary>The summary.</summary>
    public static void Show(TrainingResult result, string? page, TextWriter output)
    {
        var human = new HumanOutput(output);
        EpochRecord last = result.Last;
        human.Heading($"{result.Experiment.Id}: {result.Experiment.Title}");
        human.Pairs(
        [
            ("engine", $"{result.Engine}: {result.EngineDescription}"),
            ("data", $"{result.Experiment.Data.Set}, {result.ClassSizes.Sum().ToString(Exact.Culture)} samples in {result.ClassSizes.Count.ToString(Exact.Culture)} classes{Origins(result)}"),
            ("epochs", $"{result.Epochs.ToString(Exact.Culture)} of {result.Experiment.Epochs.ToString(Exact.Culture)} in {Exact.Format(result.Seconds, 3)} s, seed {result.Seed.ToString(Exact.Culture)}"),
            ("zero training error", result.TerminalPhase is { } start ? $"from epoch {start.ToString(Exact.Culture)} on" : "never"),
            ("accuracy", $"training {Exact.Format(last.TrainAccuracy, 4)}{(last.TestAccuracy is { } test ? $", test {Exact.Format(test, 4)}" : "")}{(last.MinorityAccuracy is { } minority ? $", minority classes {Exact.Format(minority, 4)}" : "")}"),
            ("loss", Exact.Format(last.Loss, 4)),
            ("digest", result.Digest),
        ]);
        EpochRecord[] shown = [.. new[] { result.Records[0], result.TerminalStart, last }.OfType<EpochRecord>().DistinctBy(r => r.Epoch)];
        human.Table(["metric", .. shown.Select(r => $"epoch {r.Epoch.ToString(Exact.Culture)}{(r.Epoch == result.TerminalPhase ? " (zero error)" : "")}")], Followed.Select(f => (string[])[$"{f.Name}  {f.Id}", .. shown.Select(r => Number(r, f.Id))]));
        human.Line(page is null ? "Nothing was kept; --out DIR keeps result, records, features, checkpoint and a page with figures." : $"Report: {page}");
    }

    private static string Origins(TrainingResult result) => result.Files.Count == 0 ? "" : "; files: " + string.Join(", ", result.Files.Select(f => f.Origin).Distinct(StringComparer.Ordinal));

    private static void Line(SessionProgress p, TextWriter error)
    {
        if (p.Record is { } r)
        {
            string test = r.TestAccuracy is { } accuracy ? $"  test {Exact.Format(accuracy, 4)}" : "";
            error.WriteLine($"epoch {r.Epoch.ToString(Exact.Culture)} of {p.Epochs.ToString(Exact.Culture)}  loss {Exact.Format(r.Loss, 4)}  train {Exact.Format(r.TrainAccuracy, 4)}{test}  {string.Join("  ", Followed.Select(f => $"{f.Name} {Number(r, f.Id)}"))}  {Times(p)}");
        }
    }

    private static Table Live(List<EpochRecord> records, SessionProgress p)
    {
        var table = new Table { Border = TableBorder.Simple, Caption = new TableTitle($"epoch {(p.Epoch + p.Fraction).ToString("F1", Exact.Culture)} of {p.Epochs.ToString(Exact.Culture)}, {(100 * (p.Epoch + p.Fraction) / p.Epochs).ToString("F0", Exact.Culture)} %, {Times(p)}") };
        table.AddColumns(["epoch", "loss", "train", "test", .. Followed.Select(f => f.Name)]);
        foreach (EpochRecord r in records.TakeLast(ShownRecords))
        {
            table.AddRow([r.Epoch.ToString(Exact.Culture), Exact.Format(r.Loss, 4), Exact.Format(r.TrainAccuracy, 4), r.TestAccuracy is { } test ? Exact.Format(test, 4) : "-", .. Followed.Select(f => Number(r, f.Id))]);
        }

        return table;
    }

    private static string Times(SessionProgress p) => $"{Duration(p.Elapsed)}{(p.Remaining is { } left ? $", {Duration(left)} left" : "")}";

    private static string Duration(double seconds) => seconds switch
    {
        < 100 => seconds.ToString("F0", Exact.Culture) + " s",
        < 6000 => (seconds / 60).ToString("F0", Exact.Culture) + " min",
        _ => (seconds / 3600).ToString("F1", Exact.Culture) + " h",
    };

    private static string Number(EpochRecord r, string id) => r.Metrics.TryGetValue(id, out double value) ? Exact.Format(value, 3) : "-";

    private sealed class Told(Action<SessionProgress> told) : IProgress<SessionProgress>
    {
        public void Report(SessionProgress value) => told(value);
    }
}
