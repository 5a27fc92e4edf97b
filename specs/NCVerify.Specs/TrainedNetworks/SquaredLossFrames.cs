using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using NCVerify.Training;
using NetMse = NCVerify.Claims.TrainedNetworks.SquaredLossFrames;

namespace NCVerify.Specs.TrainedNetworks;

/// <summary>NET-MSE: networks under squared loss reach the frame and the lengths that their penalties predict.</summary>
public sealed class SquaredLossFrames : ClaimSpec<NetMse>
{
    private const string Glyphs = "net-mse-glyphs";

    private static readonly string[] Balanced = ["net-mse-m1", "net-mse-m2", "net-mse-m3", "net-mse-m4"];

    private static readonly string[] Imbalanced = ["net-mse-imbalanced-m1", "net-mse-imbalanced-m2", "net-mse-imbalanced-m3"];

    private static IEnumerable<TestCaseData> ResNets => NetworkCases.OnCuda("cifar10-resnet18-linear-1", "cifar10-resnet18-linear-2", "cifar10-resnet18-linear-3", "cifar10-resnet18-linear-4");

    private static readonly string[] All = [.. Balanced, .. Imbalanced, Glyphs];

    private static IEnumerable<TestCaseData> Generated => NetworkCases.Of(Glyphs);

    private static IEnumerable<TestCaseData> Referred => NetworkCases.EverySeed(Glyphs);

    private static IEnumerable<TestCaseData> Images => NetworkCases.Of([.. Balanced, .. Imbalanced]);

    private static IEnumerable<TestCaseData> OtherSeeds => NetworkCases.OtherSeeds(All);

    private static IEnumerable<TestCaseData> Large => NetworkCases.PaperScale([.. Balanced, .. Imbalanced]);

    private static IEnumerable<TestCaseData> Problems => All.Select(NetworkRuns.Experiment)
        .Select(e => Regime.Of(TrainedModel.ProblemOf(e, e.Data.Counts ?? [.. Enumerable.Repeat(e.Data.PerClass, 10)], 16) with { Widths = null }));

    [Oracle(OracleKind.Network), TestCaseSource(nameof(Generated))]
    public void OnGeneratedGlyphs(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed), draw: true);

    [Oracle(OracleKind.Network), Tier(Tier.Network), TestCaseSource(nameof(Images))]
    public void OnRealImages(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed), draw: true);

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(ResNets))]
    public void DirectionsAfterResNetUnderWeightDecay(string experiment, string engine, ulong seed) => CheckDirections(experiment, engine, seed, Matrix.Identity);

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), Control, TestCaseSource(nameof(ResNets))]
    public void TheSimplexIsNotThatFrame(string experiment, string engine, ulong seed) => CheckDirections(experiment, engine, seed, Matrix.Centring);

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(OtherSeeds))]
    public void OnOtherSeeds(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Gpu), TestCaseSource(nameof(Large))]
    public void AtPaperScale(string experiment, string engine, ulong seed) => Check(Network(NetworkRuns.Experiment(experiment), engine, seed));

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(typeof(NetworkCases), nameof(NetworkCases.Deterministic))]
    public void MeansOverSeeds(string engine)
    {
        var error = new Dictionary<string, SeedMean>(StringComparer.Ordinal);
        foreach (string id in All)
        {
            IReadOnlyList<TrainingResult> runs = Networks(id, engine);
            Experiment experiment = runs[0].Experiment;
            Frame[] frames = [.. runs.Select(r => Measure(new TrainedModel(r)))];
            error[id] = SeedMean.Of(frames, f => f.MeansError);
            ExpectMean(id, "relative error of $M^{\\top}M$", error[id]).ToBeAtMost(0, NetworkChecks.Limit(experiment, "gram"));
            ExpectMean(id, "relative excess of the objective", SeedMean.Of(frames, f => f.Excess)).ToBeAtMost(0, NetworkChecks.Limit(experiment, "excess"));
            ExpectMean(id, "share within classes", SeedMean.Of(frames, f => f.Within)).ToBeAtMost(0, NetworkChecks.Limit(experiment, "within"));
            Expect($"{id}: directions that stayed at zero, for each seed", frames.Select(f => (double)f.Lost).ToArray()).ToBeAtMost(MostLost(runs[0]), Within.Of(0, "as for each run alone"));
        }

        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "depths-" + engine,
            Title = "Class means against the predicted lengths, by depth of the head",
            Caption = "Relative error of $M^{\\top}M$, lengths included, at the end of training on MNIST; no constant is fitted.",
            RefutedBy = "A band that reaches the limit.",
            X = new("linear layers $M$"),
            Y = new("relative error"),
            Series =
            [
                SeedMean.Series("equal classes", [1, 2, 3, 4], [.. Balanced.Select(id => error[id])]),
                SeedMean.Series("unequal classes", [1, 2, 3], [.. Imbalanced.Select(id => error[id])]),
                new("limit", SeriesRole.Reference, [1, 4], [.. Enumerable.Repeat(NetworkRuns.Experiment(Balanced[0]).Limits["gram"].Value, 2)]),
            ],
        });
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void ThePredictedMinimumIsTheRigorousBound(Problem problem)
    {
        // The bound holds for every candidate, so that any one will do.
        var zero = new Candidate([.. Enumerable.Range(0, problem.Layers).Select(m => new Matrix(m == problem.Layers - 1 ? problem.Classes : problem.Dimension, problem.Dimension))], new Matrix(problem.Dimension, problem.Classes));
        Expect("$F$", Bound(problem, zero).Value).ToEqual(Predict(NetworkChecks.Parameters(problem))["F"], Within.Fraction(1e-10, "the bound is tight; two formulas"));
    }

    [Oracle(OracleKind.Network), Tier(Tier.Full), TestCaseSource(nameof(Referred))]
    public void NoSeedIsOutsideTheReferenceOfAnotherEngine(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkRuns.Experiment(experiment), engine, seed), "loss", "objective");

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Generated))]
    public void AfterFiveEpochsItIsOutsideTheReference(string experiment, string engine, ulong seed) => ExpectWithinReference(Network(NetworkChecks.Early(experiment), engine, seed), "loss", "objective");

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Generated))]
    public void AfterFiveEpochsItIsFarFromThere(string experiment, string engine, ulong seed) => Check(Network(NetworkChecks.Early(experiment), engine, seed));

    [Oracle(OracleKind.Network), Control, TestCaseSource(nameof(Generated))]
    public void TheLengthsForFourTimesThePenaltyAreOthers(string experiment, string engine, ulong seed)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        var model = new TrainedModel(result);
        Compare(result, Measure(model, model.Problem with { LambdaH = 4 * model.Problem.LambdaH }));
    }

    private void Check(TrainingResult result, bool draw = false)
    {
        var model = new TrainedModel(result);
        Frame frame = Measure(model);
        Compare(result, frame);
        Expect("relative excess of the objective over $F$ (and over what a direction at zero costs)", frame.Excess).ToBeAtMost(0, NetworkChecks.Limit(result.Experiment, "excess"));
        Expect("objective over $F$: nothing lies below", model.Objective / Bound(model.Problem, model.Candidate).Value).ToBeAtLeast(1, Within.Of(1e-6, "float32 weights, objective evaluated in double"));
        Expect("share of $\\sum_i\\lVert h_i\\rVert^2$ within classes", frame.Within).ToBeZero(NetworkChecks.Limit(result.Experiment, "within"));
        if (draw)
        {
            Draw(TerminalPhase.Course(result, "Within-class variability over epochs", "Variability that stays level while the loss still falls.", ("$\\operatorname{tr}\\Sigma_W/\\operatorname{tr}\\Sigma_B$", "nc1.quotient"), ("NC1", "nc1.pinv.classmean")));
        }
    }

    private void CheckDirections(string experiment, string engine, ulong seed, Func<int, Matrix> frame)
    {
        TrainingResult result = Network(NetworkRuns.Experiment(experiment), engine, seed);
        var model = new TrainedModel(result);
        Matrix expected = frame(result.ClassSizes.Count);
        (double limit, Within within) = TerminalPhase.Limit(result.Experiment, "frame");
        (double spread, Within withinSpread) = TerminalPhase.Limit(result.Experiment, "nc1.pinv.classmean");
        Expect("$d(M^{\\top}M,I)$", GeometryDistance.Of(model.MeanGram, expected)).ToBeAtMost(limit, within);
        Expect("$d(WW^{\\top},I)$ of the product $W$ of the layers", GeometryDistance.Of(model.ClassifierGram, expected)).ToBeAtMost(limit, within);
        Expect("$d(WM,I)$", GeometryDistance.Of(model.Logits, expected)).ToBeAtMost(limit, within);
        Expect("$\\operatorname{tr}(\\Sigma_W\\Sigma_B^\\dagger)/K$", result.Last["nc1.pinv.classmean"]).ToBeAtMost(spread, withinSpread);
    }

    private void Compare(TrainingResult result, Frame frame)
    {
        Within limit = NetworkChecks.Limit(result.Experiment, "gram");
        Expect("directions that stayed at zero", frame.Lost).ToBeAtMost(MostLost(result), Within.Of(0, "with one layer zero is no local minimum; with more it is, and one direction of ten may stay there"));
        Expect("relative error of $M^{\\top}M$, lengths included", frame.MeansError).ToBeZero(limit);
        Expect("relative error of $W_M\\cdots W_1M$", frame.LogitsError).ToBeZero(limit);
    }

    private static double MostLost(TrainingResult result) => result.Final.Layers.Count > 1 ? 1 : 0;

    private Frame Measure(TrainedModel model, Problem? other = null)
    {
        Problem problem = other ?? model.Problem;
        Prediction predicted = Predict(NetworkChecks.Parameters(problem));
        IReadOnlyList<double> lengths = predicted.Vector("hNormSq"), fits = predicted.Vector("WHDiag"), costs = predicted.Vector("lossOfClass");
        IReadOnlyList<(int Class, double[] Direction)> lost = LostDirections(model.MeanGram, lengths, problem.Samples);
        return new(
            TrainedModel.RelativeError(model.MeanGram, Kept(lengths, lost)),
            TrainedModel.RelativeError(model.Logits, Kept(fits, lost)),
            (model.Objective / (predicted.Number("F") + lost.Sum(l => costs[l.Class]))) - 1,
            model.WithinShare,
            lost.Count);
    }

    // Classes of equal size have equal singular values, so that any direction among them can be the one that is lost.
    private static List<(int Class, double[] Direction)> LostDirections(Matrix gram, IReadOnlyList<double> lengths, IReadOnlyList<int> sizes)
    {
        var lost = new List<(int, double[])>();
        foreach (int[] group in Enumerable.Range(0, sizes.Count).GroupBy(k => sizes[k]).Select(g => g.ToArray()))
        {
            SymmetricEigen eigen = SymmetricEigen.Decompose(Matrix.Create(group.Length, group.Length, (i, j) => gram[group[i], group[j]]));
            for (int e = 0; e < group.Length; e++)
            {
                if (eigen.Values[e] < 0.01 * lengths[group[0]])
                {
                    double[] direction = new double[sizes.Count];
                    for (int i = 0; i < group.Length; i++)
                    {
                        direction[group[i]] = eigen.Vectors[i, e];
                    }

                    lost.Add((group[0], direction));
                }
            }
        }

        return lost;
    }

    private static Matrix Kept(IReadOnlyList<double> diagonal, IReadOnlyList<(int Class, double[] Direction)> lost) =>
        Matrix.Create(diagonal.Count, diagonal.Count, (i, j) => (i == j ? diagonal[i] : 0) - lost.Sum(l => diagonal[l.Class] * l.Direction[i] * l.Direction[j]));

    // A network beside the frame of its penalties; the excess is over the minimum plus what each lost direction costs.
    private sealed record Frame(double MeansError, double LogitsError, double Excess, double Within, int Lost);
}
