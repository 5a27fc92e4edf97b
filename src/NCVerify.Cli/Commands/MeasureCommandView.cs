using NCVerify.Metrics;
using NCVerify.Numerics;
using Spectre.Console;

namespace NCVerify.Cli.Commands;

/// <summary>What a person sees of `ncverify measure`: the verdict, tables, and what to bear in mind.</summary>
internal static class MeasureCommandView
{
    private const int Digits = 6;
    private const int WidthWhenRedirected = 160;

    /// <summary>Runs work with progress bars and an estimate of the time left, on standard error where that is a terminal.</summary>
    public static T WithProgress<T>(bool quiet, bool resampling, Func<IProgress<double>?, IProgress<double>?, T> work)
    {
        if (quiet || System.Console.IsErrorRedirected)
        {
            return work(null, null);
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(System.Console.Error) });
        return console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(context =>
        {
            ProgressTask task = context.AddTask("Reading samples, two passes", maxValue: 1);
            ProgressTask? again = resampling ? context.AddTask("Resampling", maxValue: 1) : null;
            return work(new Immediate(fraction => task.Value = fraction), again is null ? null : new Immediate(fraction => again.Value = fraction));
        });
    }

    /// <summary>Writes the report of a regression for people.</summary>
    public static void Show(RegressionReport report, TextWriter output)
    {
        IAnsiConsole console = Console(output);
        console.Write(new Text($"{report.Samples} samples of dimension {report.Dimension} with {report.Targets} targets\n\n"));
        console.Write(Metrics(report.Metrics));
        foreach (string warning in report.Warnings)
        {
            console.Write(new Text($"Note: {warning}\n"));
        }
    }

    /// <summary>Writes the report for people.</summary>
    public static void Show(MeasureReport report, TextWriter output)
    {
        IAnsiConsole console = Console(output);
        console.Write(new Text($"{report.Samples} samples of dimension {report.Dimension} in {report.Classes.Count} classes ({report.Classes.Min(c => c.Count)} to {report.Classes.Max(c => c.Count)} samples each)\n\n"));
        console.Write(Metrics(report.Metrics));
        bool classifier = report.Geometries.Any(g => g.Weights is not null || g.Logits is not null);
        Table geometries = new Table().AddColumns("Geometry, nearest first", "Distance of class means");
        if (classifier)
        {
            geometries.AddColumns("of weights", "of logits");
        }

        foreach (MeasuredGeometry geometry in report.Geometries)
        {
            Text[] cells = [Cell(geometry.Name), Cell(Number(geometry.Distance))];
            geometries.AddRow(classifier ? [.. cells, Cell(Number(geometry.Weights)), Cell(Number(geometry.Logits))] : cells);
        }

        console.Write(geometries);
        foreach (string warning in report.Warnings)
        {
            console.Write(new Text($"Note: {warning}\n"));
        }

        string verdict = report.Verdict.Collapsed switch { true => "Collapsed.", false => "Not collapsed.", null => "Cannot tell." };
        console.Write(new Text($"\n{verdict} {report.Verdict.Because}\n"));
        if (report.Verdict.Answer.Length > 0)
        {
            console.Write(new Text($"Geometry: {report.Verdict.Answer}\n"));
        }
    }

    private static IAnsiConsole Console(TextWriter output)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = WidthWhenRedirected;
        }

        return console;
    }

    private static Table Metrics(IReadOnlyList<Metric> all)
    {
        bool intervals = all.Any(m => m.Interval is not null);
        Table metrics = intervals ? new Table().AddColumns("Metric", "Value", "95 % interval", "Formula and convention") : new Table().AddColumns("Metric", "Value", "Formula and convention");
        foreach (Metric metric in all)
        {
            Text interval = Cell(metric.Interval is { } i ? $"{Exact.Format(i.Low, 4)} to {Exact.Format(i.High, 4)}" : "-");
            Text[] row = intervals ? [Cell(metric.Id), Cell(Number(metric.Value)), interval, Cell(metric.Convention)] : [Cell(metric.Id), Cell(Number(metric.Value)), Cell(metric.Convention)];
            metrics.AddRow(row);
        }

        return metrics;
    }

    private static Text Cell(string text) => new(text);

    private static string Number(double? value) => value is { } number ? Exact.Format(number, Digits) : "-";

    // System.Progress posts to a synchronisation context and may report late; a bar wants the value now.
    private sealed class Immediate(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
