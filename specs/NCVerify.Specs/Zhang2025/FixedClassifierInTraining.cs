using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Specs.Harness;
using NCVerify.Specs.TrainedNetworks;
using NCVerify.Theory;
using NCVerify.Training;
using NetDuality = NCVerify.Claims.Zhang2025.FixedClassifierInTraining;

namespace NCVerify.Specs.Zhang2025;

/// <summary>NET-DUALITY: duality cosines of a trained network behind a fixed simplex ETF.</summary>
public sealed class FixedClassifierInTraining : ClaimSpec<NetDuality>
{
    private const string Rectified = "net-duality", Free = "net-remedy-etf", Largest = "nc3.misalignment.max.classmean";

    private static IEnumerable<TestCaseData> First => NetworkCases.Of(Rectified);

    private static IEnumerable<TestCaseData> OtherSeeds => NetworkCases.OtherSeeds(Rectified);

    private static IEnumerable<TestCaseData> Large => NetworkCases.PaperScale(Rectified);

    private static IEnumerable<TestCaseData> Referred => NetworkCases.FirstSeed(Rectified);

    private static IEnumerable<TestCaseData> ReferredOtherSeeds => NetworkCases.OtherSeeds(Rectified);

    [Oracle(OracleKind.Network), Tier(Tier.Network), TestCaseSource(nameof(First))]
    public void SomeClassLeavesItsClassifier(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed).Last);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(OtherSeeds))]
    public void SomeClassLeavesItsClassifierOnOtherSeeds(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed).Last);

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(Large))]
    public void AtPaperScale(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed).Last);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(typeof(NetworkCases), nameof(NetworkCases.Deterministic))]
    public void MeansOverSeeds(string engine)
    {
        (string Name, EpochRecord[] Last)[] runs = [("ReLU features", [.. Networks(Rectified, engine).Select(r => r.Last)]), ("free features", [.. Networks(Free, engine).Select(r => r.Last)])];
        ExpectMean(Rectified, Violation, SeedMean.Of(runs[0].Last, r => r[Largest])).ToBeAtLeast(Least, Threshold);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "duality-" + engine,
            Title = "How far class means leave a fixed simplex ETF",
            Caption = "MNIST at step imbalance 20, classifier fixed to a simplex ETF, cross-entropy: means over seeds at the end of training, below them the 95 per cent $t$-interval. $\\bar{\\mu}$ is the unweighted mean of the class means.",
            RefutedBy = "A largest deviation below 0.01 for features behind a ReLU.",
            Table = new(
                "features",
                ["largest $1-\\cos(\\mu_k-\\bar{\\mu},w_k)$", "its mean over classes", "accuracy on minorities, test set"],
                [.. runs.Select(r => new FigureRow(r.Name, [SeedMean.Of(r.Last, x => x[Largest]).Cell, SeedMean.Of(r.Last, x => x["nc3.misalignment.mean.classmean"]).Cell, SeedMean.Of(r.Last, x => x.MinorityAccuracy ?? double.NaN).Cell]))]),
        });
    }

    [Test, Control, Oracle(OracleKind.Solver)]
    public void FreeFeaturesAtTheMinimumDoNot() => Check(FreeViolation());

    [Test, Oracle(OracleKind.Solver)]
    public void TheMinimumOverFreeFeaturesIsDual() => Expect(Violation + ", free features", FreeViolation()).ToEqual(1 - Predict().Number("leastCosineOfFreeFeatures"), Within.FirstOrder);

    [Oracle(OracleKind.Network), Tier(Tier.Network), TestCaseSource(nameof(Referred))]
    public void InsideTheReferenceOfAnotherEngine(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(ReferredOtherSeeds))]
    public void OtherSeedsAreInsideItToo(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), NetworkChecks.Referred);

    [Oracle(OracleKind.Network), Control, Tier(Tier.Network), TestCaseSource(nameof(Referred))]
    public void AfterFiveEpochsItIsOutsideTheReference(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkChecks.Early(experiment), engine, seed), NetworkChecks.Referred);

    private double FreeViolation()
    {
        int[] sizes = [.. Enumerable.Repeat(20, 5), .. Enumerable.Repeat(1, 5)];
        var problem = new FixedClassifierProblem(FixedClassifierProblem.RandomEtf(10, 12, 11), sizes) { Lambda = 0.05 };
        var features = FixedClassifierFeatures(problem);
        int[] labels = problem.Labels;
        double[][] means = [.. Enumerable.Range(0, 10).Select(k => Enumerable.Range(0, features.Rows).Select(a => Enumerable.Range(0, labels.Length).Where(i => labels[i] == k).Average(i => features[a, i])).ToArray())];
        double[] centre = [.. Enumerable.Range(0, features.Rows).Select(a => means.Average(m => m[a]))];
        return Enumerable.Range(0, 10).Max(k => 1 - Cosine([.. means[k].Zip(centre, (m, c) => m - c)], problem.Classifier.Row(k).ToArray()));
    }

    private const string Violation = "largest $1-\\cos(\\mu_k-\\bar{\\mu},w_k)$";

    private static Within Threshold => Within.Of(5e-4, "the violation claimed, or a twentieth of it");

    private double Least => 1 - Predict().Number("mostLeastCosine");

    // An untrained network violates duality too: this one must have fitted its images.
    private void Check(EpochRecord last)
    {
        Expect("training accuracy", last.TrainAccuracy).ToBeAtLeast(1, Within.Of(0, "trained to zero error"));
        Check(last[Largest]);
    }

    private void Check(double violation) => Expect(Violation, violation).ToBeAtLeast(Least, Threshold);

    private static double Cosine(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(x => x * x));
}
