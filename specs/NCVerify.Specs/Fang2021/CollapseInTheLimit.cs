using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Lpm3 = NCVerify.Claims.Fang2021.CollapseInTheLimit;

namespace NCVerify.Specs.Fang2021;

/// <summary>LPM-3: minority classifiers approach each other as the imbalance grows.</summary>
public sealed class CollapseInTheLimit : ClaimSpec<Lpm3>
{
    private static readonly double[] Ratios = [1, 2, 5, 10, 20, 50, 100, 1000];

    private static IEnumerable<TestCaseData> Clusters => PeeledSettings.Clusters.Take(3).Select(PeeledSettings.Of);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Clusters))]
    public void TheDistanceFallsToZero(PeeledClusters clusters)
    {
        double[] distances = [.. Ratios.Select(r => Distance2(clusters, r))];
        double[] predicted = [.. Ratios.Select(r => Predict(clusters.Parameters(("R", r))).Number("minorityDistance2"))];
        Expect("$\\lVert w_k - w_{k'} \\rVert^2$ over R = 1, ..., 1000", distances).ToEqual(predicted, PeeledSettings.Certified);
        Expect("increase from one ratio to the next", distances.Zip(distances.Skip(1), (a, b) => b - a).ToArray()).ToBeAtMost(0, Within.Of(1e-13, "both zero beyond the threshold"));
        CheckVanished(distances[^1]);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = $"distance-{clusters.Majority}-{clusters.Minority}-{(int)(clusters.EnergyW * clusters.EnergyH)}",
            Title = $"Squared distance of two minority classifiers, {clusters}",
            Caption = "Certified solutions over the imbalance ratio, and the four scalars.",
            RefutedBy = "a distance that grows with the ratio, or that is not zero at its end",
            X = new Axis("R", Logarithmic: true),
            Y = new Axis("$\\lVert w_k - w_{k'} \\rVert^2$"),
            Series = [new("four scalars", SeriesRole.Predicted, Ratios, predicted), new("certified solver", SeriesRole.Measured, Ratios, distances)],
        });
    }

    [Test, Oracle(OracleKind.Solver)]
    public void FromRandomStartsToo()
    {
        PeeledClusters clusters = PeeledSettings.Clusters[0];
        double[] ratios = [1, 2, 6];
        double[] distances = [.. ratios.Select(r => PeeledSettings.LastDistance2(RandomStartSolution(clusters.At(r, 2)).ClassifierGram))];
        Expect("$\\lVert w_k - w_{k'} \\rVert^2$ over R = 1, 2, 6", distances).ToEqual(ratios.Select(r => Predict(clusters.Parameters(("R", r))).Number("minorityDistance2")).ToArray(), Within.FirstOrder);
        CheckVanished(distances[^1]);
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void MajorityClassifiersStayApart()
    {
        PeeledClusters clusters = PeeledSettings.Clusters[0];
        var gram = CertifiedSolution(clusters.At(1000)).ClassifierGram;
        CheckVanished(gram[0, 0] + gram[1, 1] - (2 * gram[0, 1]));
    }

    private void CheckVanished(double distance2) => Expect("$\\lVert w_k - w_{k'} \\rVert^2$ at the largest ratio", distance2).ToBeZero(Within.Of(1e-13, "rounding; beyond every threshold of these settings"));

    private double Distance2(PeeledClusters clusters, double ratio) => PeeledSettings.LastDistance2(CertifiedSolution(clusters.At(ratio)).ClassifierGram);
}
