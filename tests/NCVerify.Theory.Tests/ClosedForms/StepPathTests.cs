using NCVerify.Numerics;
using static NCVerify.Theory.Tests.ClosedForms.SampleTerms;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>The path by four equations against the optimality conditions of the K x K problem, which know nothing of groups.</summary>
public sealed class StepPathTests
{
    private static readonly StepLoss Plain = new();
    private static readonly StepLoss Tuned = new(WeightMaj: 0.5, WeightMin: 3, DeltaMaj: 1.5, DeltaMin: 0.75, OffsetMajMinusMin: 0.4, MarginMaj: 0.1, MarginMin: 0.3);

    private static readonly TestCaseData[] Paths =
    [
        Case(new(2, 2, 10, 1), Plain, 2), Case(new(3, 4, 5, 2), Tuned, 3), Case(new(4, 3, 2.5, 0.7), Tuned, 8),
        Case(new(1, 3, 6, 1), Plain, 1), Case(new(1, 3, 6, 2), Tuned, 4), Case(new(3, 1, 6, 1), Plain, 1),
        Case(new(3, 1, 6, 2), Tuned, 4), Case(new(1, 1, 9, 2), Plain, 0.5), Case(new(1, 1, 9, 2), Tuned, 3),
        Case(new(2, 2, 10, 1), Plain, 0.01), Case(new(2, 5, 100, 4), Plain, -0.65), Case(new(5, 5, 1000, 1), Plain, 15),
    ];

    [TestCaseSource(nameof(Paths))]
    public void EveryPointIsStationary(StepProfile profile, StepLoss loss, double log)
    {
        var path = new StepPath(profile, log, loss);
        double lambda = Math.Exp(-log), objective = 0;
        Matrix z = path.Logits, pull = new(profile.K, profile.K);
        var probabilities = new Matrix(profile.K, profile.K);
        for (int j = 0; j < profile.K; j++)
        {
            bool majority = j < profile.Majority;
            (double weight, double delta, double margin) = majority ? (loss.WeightMaj, loss.DeltaMaj, loss.MarginMaj) : (loss.WeightMin, loss.DeltaMin, loss.MarginMin);
            double[] u = [.. z.Column(j).Select((x, c) => (delta * x) + (c < profile.Majority ? loss.OffsetMajMinusMin : 0) + (c == j ? 0 : margin))];
            double[] residual = Residual(u, j);
            objective += profile.Sizes[j] * weight * Loss(u, j);
            for (int c = 0; c < profile.K; c++)
            {
                (pull[c, j], probabilities[c, j]) = (weight * delta * residual[c], -residual[c]);
            }
        }

        // lambda W = R D H' and lambda H = W'R: so lambda W W' = R D Z' and lambda M'M = Z'R.
        Matrix classifiers = (1 / lambda) * (pull * Matrix.Diagonal([.. profile.Sizes]) * z.Transpose()), means = (1 / lambda) * (z.Transpose() * pull);
        double penalty = lambda / 2 * (classifiers.Trace() + profile.Sizes.Select((n, j) => n * means[j, j]).Sum());
        int last = profile.K - 1;
        Assert.Multiple(() =>
        {
            Assert.That(Deviation(path.ClassifierGram, classifiers), Is.InRange(0, 1e-9 * classifiers.MaxAbs()));
            Assert.That(Deviation(path.MeanGram, means), Is.InRange(0, 1e-9 * means.MaxAbs()));
            Assert.That(Deviation(path.ClassifierGram, Root(z * Matrix.Diagonal([.. profile.Sizes]) * z.Transpose())), Is.InRange(0, 1e-7 * classifiers.MaxAbs()), "balanced factors");
            Assert.That(path.NuclearNorm, Is.EqualTo(classifiers.Trace()).Within(1e-7).Percent);
            Assert.That(path.Objective, Is.EqualTo(objective + penalty).Within(1e-7).Percent);
            Assert.That(path.GroupSingularValue, Is.Positive);
            Assert.That(path.GapMajMin, Is.EqualTo(z[0, 0] - z[last, 0]).Within(1e-12));
            Assert.That(path.GapMinMaj, Is.EqualTo(z[last, last] - z[0, last]).Within(1e-12));
            Assert.That(path.GapMajMaj, profile.Majority > 1 ? Is.EqualTo(z[0, 0] - z[1, 0]).Within(1e-12) : Is.Null);
            Assert.That(path.GapMinMin, profile.Minority > 1 ? Is.EqualTo(z[last, last] - z[last - 1, last]).Within(1e-12) : Is.Null);
            Assert.That(path.ResidualsOverLambda.MajMin, Is.EqualTo(probabilities[last, 0] / lambda).Within(1e-7).Percent);
            Assert.That(path.ResidualsOverLambda.MinMaj, Is.EqualTo(probabilities[0, last] / lambda).Within(1e-7).Percent);
            Assert.That(path.ResidualsOverLambda.MajMaj, profile.Majority > 1 ? Is.EqualTo(probabilities[1, 0] / lambda).Within(1e-7).Percent : Is.Null);
            Assert.That(path.ResidualsOverLambda.MinMin, profile.Minority > 1 ? Is.EqualTo(probabilities[last - 1, last] / lambda).Within(1e-7).Percent : Is.Null);
        });
    }

    // Gaps minus log(1/lambda)/delta approach their constants like 1/log(1/lambda): two points and the line through them.
    [TestCase(2, 3, 10, 1)]
    [TestCase(1, 3, 10, 2)]
    [TestCase(4, 1, 5, 2)]
    public void GapConstantsAreTheLimitsOfThePath(int majority, int minority, double ratio, double size)
    {
        var profile = new StepProfile(majority, minority, ratio, size);
        var constants = new StepGapConstants(profile, Tuned);
        const double Log = 3500;
        StepPath near = new(profile, Log, Tuned), far = new(profile, 2 * Log, Tuned);
        void Check(double? constant, double? atNear, double? atFar, double delta) => Assert.That(
            constant, atNear is null ? Is.Null : Is.EqualTo((2 * (atFar!.Value - (2 * Log / delta))) - (atNear.Value - (Log / delta))).Within(1e-5));
        Assert.Multiple(() =>
        {
            Check(constants.MajMaj, near.GapMajMaj, far.GapMajMaj, Tuned.DeltaMaj);
            Check(constants.MajMin, near.GapMajMin, far.GapMajMin, Tuned.DeltaMaj);
            Check(constants.MinMin, near.GapMinMin, far.GapMinMin, Tuned.DeltaMin);
            Check(constants.MinMaj, near.GapMinMaj, far.GapMinMaj, Tuned.DeltaMin);
        });
    }

    [Test]
    public void TheFirstMergeIsThatOfTheWeakerGroupWithTwoClasses() => Assert.Multiple(() =>
    {
        Assert.That(StepPath.MergePenalty(new(2, 3, 9, 4), Plain), Is.EqualTo(2), "sqrt 4 against sqrt 36");
        Assert.That(StepPath.MergePenalty(new(2, 3, 9, 4), new StepLoss(WeightMaj: 0.5, DeltaMaj: 0.25)), Is.EqualTo(0.75), "0.5 x 0.25 x 6");
        Assert.That(StepPath.MergePenalty(new(2, 3, 9, 4), new StepLoss(WeightMin: 5, DeltaMin: 2)), Is.EqualTo(6), "5 x 2 x 2 against 6");
        Assert.That(StepPath.MergePenalty(new(1, 3, 9, 4), new StepLoss(WeightMin: 5, DeltaMin: 2)), Is.EqualTo(20), "the majority has one class");
        Assert.That(StepPath.MergePenalty(new(3, 1, 9, 4), Plain), Is.EqualTo(6), "the minority has one class");
        Assert.That(StepPath.MergePenalty(new(1, 1, 9, 4), Plain), Is.EqualTo(Math.Sqrt(20)).Within(1e-15), "two classes: everything vanishes at the root of the mean size");
    });

    [TestCase(0, "the merge at lambda = 1 itself")]
    [TestCase(-5, "above it")]
    [TestCase(double.NaN, "no number")]
    [TestCase(double.PositiveInfinity, "the limit is no point of the path")]
    public void AboveTheFirstMergeThePathIsRefused(double log, string why) =>
        Assert.That(() => new StepPath(new(2, 2, 4, 1), log), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("logInverseLambda").And.Message.Contains("lambda < 1;"), why);

    private static TestCaseData Case(StepProfile profile, StepLoss loss, double log) =>
        new TestCaseData(profile, loss, log).SetArgDisplayNames($"{profile.Majority} of {profile.Ratio} x {profile.MinoritySize}, {profile.Minority} others", loss == Plain ? "plain" : "tuned", $"{log}");
}
