using System.Reflection;
using System.Text;
using NCVerify.Conformance;
using NCVerify.Metrics;
using NCVerify.Numerics;
using NCVerify.Reporting;

namespace NCVerify.Cli.Commands;

/// <summary>One model that was measured.</summary>
internal sealed record MeasuredInput(string Name, MeasureReport Report, ClassStatistics Statistics);

/// <summary>Puts measurements into the form of the report.</summary>
internal static class MeasureCommandReport
{
    private static readonly (string Id, string Name)[] Followed =
    [
        ("nc1.pinv.classmean", "NC1 (pinv, class mean)"),
        ("nc1.quotient", "NC1 (quotient)"),
        ("nc2.equinorm.ddof0.means.classmean", "NC2 norms"),
        ("nc2.maxequiangle.mean.means.classmean", "NC2 angles"),
        ("nc3.duality.classmean", "NC3 duality"),
        ("nc4.disagreement", "NC4 disagreement"),
    ];

    public static MeasuringReport Of(IReadOnlyList<MeasuredInput> inputs, bool overEpochs, string command)
    {
        MeasuredModel[] models = [.. inputs.Select((input, i) => Model(input, "model-" + (i + 1).ToString(Exact.Culture)))];
        string version = typeof(MeasureReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
        return new(models, overEpochs, command, version, models.Length > 1 ? Comparison(models, overEpochs) : []);
    }

    /// <summary>The JSON document of one measurement.</summary>
    public static string Json(MeasureReport report)
    {
        using var bytes = new MemoryStream();
        MeasureReportJson.Write(report, bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static MeasuredModel Model(MeasuredInput input, string id)
    {
        (string name, MeasureReport report, ClassStatistics s) = input;
        return new()
        {
            Name = name.Replace('$', '_'),
            Id = id,
            Samples = report.Samples,
            Dimension = report.Dimension,
            Collapsed = report.Verdict.Collapsed,
            Answer = report.Verdict.Answer,
            Because = report.Verdict.Because,
            Nearest = report.Verdict.Nearest ?? string.Empty,
            Warnings = report.Warnings,
            Metrics = [.. report.Metrics.Select(m => new MeasuredNumber(m.Id, m.Value, m.Interval?.Low, m.Interval?.High, m.Convention))],
            Geometries = [.. report.Geometries.Select(g => new MeasuredDistance(g.Name, g.Distance, g.Weights, g.Logits))],
            Classes = [.. Classes(s).OrderByDescending(c => c.Variability).ThenBy(c => c.Label)],
            Figures = report.Geometries.Count > 0 ? MeasureCommandFigures.Of(id, report, s) : [],
            Json = Json(report) + "\n",
        };
    }

    private static IEnumerable<MeasuredClass> Classes(ClassStatistics s)
    {
        Matrix means = s.MeansAroundClassMean, gram = means * means.Transpose();
        double[] variability = MeasureCommandFigures.Variability(s);
        Matrix? weights = s.Classifier?.Weights;
        for (int k = 0; k < s.Counts.Length; k++)
        {
            int own = k, near = Enumerable.Range(0, s.Counts.Length).Where(j => j != own).MinBy(j => gram[j, j] - (2 * gram[own, j]));
            double length = Math.Sqrt(gram[k, k]);
            double? alignment = weights is null ? null : Cosine(weights.Row(s.RowOfClass[k]), means.Row(k));
            yield return new(s.Labels[k], s.Counts[k], variability[k], length, s.Labels[near], gram[k, near] / (length * Math.Sqrt(gram[near, near])), (double?)s.MisplacedPerClass?[k] / s.Counts[k], alignment);
        }
    }

    private static List<Figure> Comparison(MeasuredModel[] models, bool overEpochs)
    {
        double[] x = overEpochs ? Epochs(models) : [.. models.Select((_, i) => i + 1.0)];
        Axis axis = new(overEpochs ? "epoch" : "model, in the order of the table");
        SeriesRole role = overEpochs ? SeriesRole.Predicted : SeriesRole.Measured;
        Series Line(string name, Func<MeasuredModel, double?> value) => new(name, role, x, [.. models.Select(m => value(m) ?? double.NaN)]);
        Figure New(string id, string title, string caption) => new() { Claim = "comparison", Id = id, Title = title, Caption = caption, RefutedBy = string.Empty };
        string[] geometries = [.. models.SelectMany(m => m.Geometries).Select(g => g.Name).Distinct(StringComparer.Ordinal)];
        return
        [
            New("metrics", "The four phenomena", "All are 0 at full collapse; values of exactly 0 have no place on this axis.") with
            {
                Series = [.. Followed.Where(f => models.Any(m => m[f.Id] is not null)).Select(f => Line(f.Name, m => m[f.Id]))],
                X = axis,
                Y = new("value", Logarithmic: true),
            },
            New("distances", "Distance from the named geometries", "Of the class means; 0 is on the geometry, 1.41 as far as can be.") with
            {
                Series = [.. geometries.Select(name => Line(name, m => m.Geometries.FirstOrDefault(g => string.Equals(g.Name, name, StringComparison.Ordinal))?.Means))],
                X = axis,
                Y = new("distance"),
            },
        ];
    }

    // The last number in each name, when all have one and they increase; the place otherwise.
    private static double[] Epochs(MeasuredModel[] models)
    {
        double[] numbers = [.. models.Select(m =>
        {
            string digits = new([.. m.Name.Reverse().SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit).Reverse()]);
            return Exact.TryParse(digits, out double value) ? value : double.NaN;
        })];
        return numbers.Zip(numbers.Skip(1)).All(p => p.First < p.Second) ? numbers : [.. models.Select((_, i) => i + 1.0)];
    }

    private static double? Cosine(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double product = 0, x = 0, y = 0;
        for (int j = 0; j < a.Length; j++)
        {
            (product, x, y) = (product + (a[j] * b[j]), x + (a[j] * a[j]), y + (b[j] * b[j]));
        }

        return x > 0 && y > 0 ? product / Math.Sqrt(x * y) : null;
    }
}
