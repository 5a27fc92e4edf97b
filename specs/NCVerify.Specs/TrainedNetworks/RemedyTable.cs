using NCVerify.Conformance;
using NCVerify.Specs.Harness;
using NCVerify.Training;

namespace NCVerify.Specs.TrainedNetworks;

/// <summary>The remedies for imbalance that are compared, and the table of what each does to geometry and accuracy.</summary>
internal static class RemedyTable
{
    /// <summary>Cross-entropy as it is: what the others are compared with.</summary>
    public const string Plain = "net-remedy-ce";

    /// <summary>Logit adjustment.</summary>
    public const string Adjusted = "net-remedy-la";

    /// <summary>A fixed simplex ETF with dot-regression.</summary>
    public const string DotRegression = "net-remedy-etf-dr";

    /// <summary>A fixed simplex ETF under cross-entropy.</summary>
    public const string FixedEtf = "net-remedy-etf";

    /// <summary>The reconstructed AllNC.</summary>
    public const string AllNc = "net-remedy-allnc";

    /// <summary>Class-balanced supervised contrast, which trains no classifier.</summary>
    public const string Contrastive = "net-remedy-supcon";

    // Metric ids with the words of their columns; those of the classifier mean nothing where none is trained.
    private static readonly (string Id, string Column, bool OfClassifier)[] Metrics =
    [
        ("nc1.pinv.classmean", "NC1, class-balanced centre", false),
        ("nc1.pinv.samplemean", "NC1, sample-weighted centre", false),
        ("nc2.etf.means.classmean", "NC2 of means, class-balanced centre", false),
        ("nc2.etf.means.samplemean", "NC2 of means, sample-weighted centre", false),
        ("nc2.maxequiangle.mean.means.classmean", "angles of means, class-balanced centre", false),
        ("nc2.maxequiangle.mean.means.samplemean", "angles of means, sample-weighted centre", false),
        ("nc2.maxequiangle.mean.weights", "angles of classifiers", true),
        ("nc3.duality.classmean", "NC3, class-balanced centre", true),
        ("nc3.duality.samplemean", "NC3, sample-weighted centre", true),
    ];

    /// <summary>All, the restoring ones that train or fix a classifier last but one.</summary>
    public static IReadOnlyList<(string Name, string Experiment)> All { get; } =
    [
        ("cross-entropy", Plain), ("class weights", "net-remedy-weights"), ("class-balanced sampling", "net-remedy-balanced"), ("logit adjustment", Adjusted),
        ("label-dependent temperature", "net-remedy-ldt"), ("fixed ETF, cross-entropy", FixedEtf), ("fixed ETF, dot-regression", DotRegression),
        ("AllNC-R", AllNc), ("supervised contrast", Contrastive),
    ];

    /// <summary>What is held against the reference over seeds.</summary>
    public static IReadOnlyList<string> Referred { get; } = ["objective", "minorityAccuracy", "nc1.pinv.classmean", "nc2.etf.means.classmean"];

    /// <summary>Those whose classifier can be asked for an accuracy.</summary>
    public static IReadOnlyList<(string Name, string Experiment)> WithClassifier { get; } = [.. All.Where(m => m.Experiment != Contrastive)];

    /// <summary>Means over seeds with their intervals.</summary>
    public static Figure Draw(string claim, string engine, IReadOnlyList<(string Name, EpochRecord[] Last)> runs) => new()
    {
        Claim = claim,
        Id = "all-remedies-" + engine,
        Title = "What each remedy does to geometry and accuracy",
        Caption = $"MNIST at step imbalance 20 (five classes of 400 images, five of 20): means over {Numerics.Exact.Format(runs[0].Last.Length)} seeds, below them the 95 per cent $t$-interval. "
            + "Accuracies are of 100 test images per class; everything else is of the training set at the end. NC1: $\\operatorname{tr}(\\Sigma_W\\Sigma_B^\\dagger)/K$. NC2: distance of the normalised Gram to that of the simplex ETF. "
            + "Angles: mean over pairs of $\\lvert\\cos+\\frac{1}{K-1}\\rvert$. NC3: distance of the normalised classifier to the normalised means. The class-balanced centre is the mean of the class means, the sample-weighted one the mean of all features. "
            + "Contrast trains no classifier: a dash.",
        RefutedBy = "An interval of a remedy that is said to restore collapse above half of what cross-entropy has, or a gain of logit adjustment on minorities below 0.05.",
        Table = new(
            "remedy",
            ["test accuracy", "on minorities", .. Metrics.Select(m => m.Column)],
            [.. runs.Select(r => new FigureRow(r.Name, [.. Cells(r.Last, trains: r.Name != All[^1].Name)]))]),
    };

    private static IEnumerable<FigureCell> Cells(EpochRecord[] last, bool trains)
    {
        FigureCell Cell(bool ofClassifier, Func<EpochRecord, double> number) => ofClassifier && !trains ? new(double.NaN) : SeedMean.Of(last, number).Cell;

        yield return Cell(ofClassifier: true, r => r.TestAccuracy ?? double.NaN);
        yield return Cell(ofClassifier: true, r => r.MinorityAccuracy ?? double.NaN);
        foreach ((string id, _, bool ofClassifier) in Metrics)
        {
            yield return Cell(ofClassifier, r => r[id]);
        }
    }
}
