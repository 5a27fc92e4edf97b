using NCVerify.Conformance;
using NCVerify.Training;

namespace NCVerify.Cli.Training;

/// <summary>Figures of every metric over epochs.</summary>
internal static class TrainFigures
{
    // Colours of the report; more curves than these are spread over several figures.
    private const int MostCurves = 6;

    private static readonly (string Prefix, string Id, string Title)[] Families =
    [
        ("nc1.", "nc1", "NC1: variability within classes"),
        ("nc2.equinorm.", "nc2-norms", "NC2: equal norms"),
        ("nc2.equiangle.", "nc2-angles", "NC2: equal angles"),
        ("nc2.maxequiangle.", "nc2-maximal", "NC2: maximal angles"),
        ("nc2.", "nc2-frames", "NC2: distance from frames"),
        ("nc3.", "nc3", "NC3: classifier against class means"),
        ("nc4.", "nc4", "NC4: classifier against nearest class mean"),
        ("", "others", "Other metrics"),
    ];

    /// <summary>Loss and accuracy, then the families of metrics. The start of the terminal phase is marked.</summary>
    public static IReadOnlyList<Figure> Of(string claim, TrainingResult result)
    {
        // Epoch 0 has no place on a logarithmic axis; it is in the records.
        EpochRecord[] records = [.. result.Records.Where(r => r.Epoch > 0)];
        if (records.Length == 0)
        {
            return [];
        }

        Series Curve(string name, Func<EpochRecord, double?> value) =>
            new(name, SeriesRole.Predicted, [.. records.Select(r => (double)r.Epoch)], [.. records.Select(r => value(r) ?? double.NaN)]);
        Figure New(string id, string title, string caption, IReadOnlyList<Series> series, bool logarithmic) => new()
        {
            Claim = claim,
            Id = id,
            Title = title,
            Caption = caption,
            RefutedBy = string.Empty,
            Series = series,
            Thresholds = result.TerminalPhase is > 0 and { } start ? new Dictionary<string, double>(StringComparer.Ordinal) { ["zero training error"] = start } : new Dictionary<string, double>(StringComparer.Ordinal),
            X = new("epoch", Logarithmic: true),
            Y = new("value", logarithmic),
        };
        List<Figure> figures =
        [
            New("loss", "Loss and objective over epochs", "Loss over the training set after each recorded epoch; objective (loss and penalties) as the mean over the epoch's batches.", [Curve("loss", r => r.Loss), Curve("objective", r => r.Objective)], true),
            New("accuracy", "Accuracy over epochs", "Shares of samples that are classified correctly.", [Curve("training", r => r.TrainAccuracy), .. Optional("test", r => r.TestAccuracy), .. Optional("minority classes", r => r.MinorityAccuracy)], false),
        ];
        IEnumerable<Series> Optional(string name, Func<EpochRecord, double?> value) => records.Any(r => value(r) is not null) ? [Curve(name, value)] : [];
        List<string> ids = [.. records.SelectMany(r => r.Metrics.Keys).Distinct(StringComparer.Ordinal)];
        foreach ((string prefix, string id, string title) in Families)
        {
            string[] family = [.. ids.Where(m => m.StartsWith(prefix, StringComparison.Ordinal))];
            ids.RemoveAll(family.Contains);
            string[][] parts = [.. family.Chunk(MostCurves)];
            for (int i = 0; i < parts.Length; i++)
            {
                Series[] curves = [.. parts[i].Select(m => Curve(m, r => r.Metrics.TryGetValue(m, out double v) ? v : null))];
                bool positive = curves.SelectMany(c => c.Y).Where(double.IsFinite).DefaultIfEmpty(1).All(y => y >= 0) && curves.Any(c => c.Y.Any(y => y > 0));
                string number = parts.Length > 1 ? FormattableString.Invariant($"-{i + 1}") : "";
                string part = parts.Length > 1 ? FormattableString.Invariant($" ({i + 1} of {parts.Length})") : "";
                figures.Add(New(id + number, title + " over epochs" + part, "The formula of each is in the table of all metrics below.", curves, positive));
            }
        }

        return figures;
    }
}
