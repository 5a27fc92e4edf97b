namespace NCVerify.Claims.Tests;

/// <summary>Parameters in all their forms, regimes and exceptions.</summary>
public sealed class PredictionTests
{
    [TestCase(10, 1)]
    [TestCase(50, 2)]
    [TestCase(1e6, 1)]
    public void AStepProfileAndItsListOfSizesAgree(double ratio, int minoritySize)
    {
        int majoritySize = (int)ratio * minoritySize;
        Prediction step = Predict("SELI-05", Step(2, 3, ratio, minoritySize));
        Prediction list = Predict("SELI-05", new ParameterSet().Set("n", new[] { majoritySize, majoritySize, minoritySize, minoritySize, minoritySize }));
        Prediction angles = Predict("SELI-06", Step(2, 3, ratio, minoritySize));
        Assert.Multiple(() =>
        {
            Assert.That(step.Number("wMajNorm2"), Is.EqualTo(list.Vector("wNorm2")[0]).Within(1e-12).Percent);
            Assert.That(step.Number("hMinNorm2"), Is.EqualTo(list.Vector("hNorm2")[4]).Within(1e-12).Percent);
            Assert.That(angles.Number("cosWMajMaj"), Is.EqualTo(list.Vector("cosWUpper")[0]).Within(1e-12));
            Assert.That(angles.Number("cosHMinMin"), Is.EqualTo(list.Vector("cosHUpper")[^1]).Within(1e-12));
            Assert.That(Predict("SELI-04", Step(2, 3, ratio, minoritySize)).Number("bMajMin"), Is.EqualTo(-list.Table("HTH")[0, 4]).Within(1e-10).Percent);
        });
    }

    [Test]
    public void RatioAndMinoritySizeNeedNotBeIntegers() =>
        Assert.That(Predict("SELI-02", Step(2, 2, 2.5, 0.4)).Number("singularValueMaj"), Is.EqualTo(1).Within(1e-15));

    [Test]
    public void AnAngleWithinAGroupOfOneClassDoesNotExist()
    {
        Prediction oneMinority = Predict("SELI-06", Step(3, 1, 10, 1)), oneMajority = Predict("SELI-06", Step(1, 3, 10, 1));
        Prediction limits = Predict("SELI-07", new ParameterSet().Set("majorityClasses", 3.0).Set("minorityClasses", 1.0));
        Assert.Multiple(() =>
        {
            Assert.That(oneMinority.Names, Has.None.EqualTo("cosWMinMin").And.None.EqualTo("cosHMinMin").And.Some.EqualTo("cosWMajMaj"));
            Assert.That(oneMajority.Names, Has.None.EqualTo("cosWMajMaj").And.None.EqualTo("cosHMajMaj").And.Some.EqualTo("cosWMinMin"));
            Assert.That(oneMinority.Number("cosWHMin"), Is.EqualTo(1).Within(1e-14), "for every R");
            Assert.That(limits.Number("cosWHMin"), Is.EqualTo(1));
            Assert.That(limits.Number("ratioH"), Is.EqualTo(Predict("SELI-05", Step(3, 1, 1e14, 1)).Number("ratioH")).Within(1e-6));
            Assert.That(limits.Number("cosHMajMin"), Is.EqualTo(Predict("SELI-06", Step(3, 1, 1e14, 1)).Number("cosHMajMin")).Within(1e-6));
        });
    }

    [Test]
    public void BalancedClassesMayBeGivenByOneSizeOrByAList()
    {
        Prediction one = Predict("WD-1", Balanced(4, 3, 0.01, 0.005));
        Prediction list = Predict("WD-1", new ParameterSet().Set("n", new[] { 3, 3, 3, 3 }).Set("lambdaW", new[] { 0.01 }).Set("lambdaH", 0.005));
        Assert.That(list.Select(q => q.Value), Is.EqualTo(one.Select(q => q.Value)));
    }

    [Test]
    public void ThePenaltyMayBeGivenAsAProduct()
    {
        Prediction product = Predict("CE-RELU-3", new ParameterSet().Set("n", new[] { 6, 5, 3, 2 }).Set("lambdaZ", Math.Sqrt(0.01 * 0.02)));
        Prediction factors = Predict("CE-RELU-3", new ParameterSet().Set("n", new[] { 6, 5, 3, 2 }).Set("lambdaW", 0.01).Set("lambdaH", 0.02));
        Assert.That(product.Number("nThreshold"), Is.EqualTo(factors.Number("nThreshold")).Within(1e-12).Percent);
    }

    [TestCase("WD-1", "collapsed")]
    [TestCase("WD-2", "collapsed")]
    [TestCase("CE-RELU-5", "collapsed")]
    public void AboveTheThresholdEverythingIsZeroAndFinite(string id, string flag)
    {
        Prediction prediction = Predict(id, Balanced(4, 3, 0.15, 0.15));
        Assert.Multiple(() =>
        {
            Assert.That(prediction[flag], Is.EqualTo((Quantity)true));
            Assert.That(prediction.Number("marginM"), Is.Zero);
            Assert.That(prediction.Number("optimalObjective"), Is.EqualTo(Math.Log(4)).Within(1e-15));
            Assert.That(prediction.Select(q => q.Value).OfType<Quantity.Scalar>().Select(s => s.Value), Is.All.Matches<double>(double.IsFinite));
        });
    }

    [Test]
    public void ATotallyCollapsedNonnegativeModelHasNoRatios()
    {
        ParameterSet strong = new ParameterSet().Set("n", new[] { 3, 2, 1 }).Set("lambdaW", 1.0).Set("lambdaH", 1.0);
        Assert.Multiple(() =>
        {
            Assert.That(Predict("CE-RELU-4", strong).Names, Has.None.EqualTo("hRatio12").And.None.EqualTo("wRatio12"));
            Assert.That(Predict("CE-RELU-2", strong).Vector("cosWHOwn"), Is.All.Zero);
            Assert.That(Predict("CE-RELU-1", strong).Number("optimalObjective"), Is.EqualTo(Math.Log(3)).Within(1e-15));
        });
    }

    [Test]
    public void SeliIsAnEtfForTwoOrEqualClassesOnly()
    {
        Prediction binary = Predict("SELI-09", new ParameterSet().Set("n", new[] { 37, 1 }));
        Prediction balanced = Predict("SELI-09", new ParameterSet().Set("n", 4.0).Set("K", 5.0));
        Prediction uneven = Predict("SELI-09", new ParameterSet().Set("n", new[] { 9, 4, 1 }));
        Assert.Multiple(() =>
        {
            Assert.That(binary.Number("cosW"), Is.EqualTo(-1));
            Assert.That(balanced.Number("wNorm2"), Is.EqualTo(Predict("ULPM-1", new ParameterSet().Set("n", 4.0).Set("K", 5.0)).Number("wNorm2")).Within(1e-13).Percent);
            Assert.That(uneven["isEtf"], Is.EqualTo((Quantity)false));
            Assert.That(uneven.Names, Has.None.EqualTo("cosW"));
            Assert.That(uneven.Number("etfDistanceW"), Is.GreaterThan(0.1));
        });
    }

    [Test]
    public void ThresholdsOfAListAgreeWithThoseOfItsProfile()
    {
        Prediction step = Predict("SELI-15", Step(7, 3, 50, 2));
        Prediction list = Predict("SELI-15", new ParameterSet().Set("n", new[] { 2, 100, 100, 2, 100, 100, 100, 2, 100, 100 }));
        Assert.That(list.Select(q => q.Key), Is.EqualTo(step.Select(q => q.Key)));
        foreach (string name in new[] { "lamZero", "lamMinCollapse", "lamMajCollapse", "lamGroup" })
        {
            Assert.That(list.Number(name), Is.EqualTo(step.Number(name)).Within(1e-12).Percent);
        }
    }

    [Test]
    public void TheWeightedMeanOfSeliIsZeroExactlyWhenBalanced() => Assert.Multiple(() =>
    {
        Assert.That(Predict("SELI-10", new ParameterSet().Set("n", 7.0).Set("K", 5.0)).Number("weightedMeanNorm2"), Is.Zero);
        Assert.That(Math.Sqrt(Predict("SELI-10", Step(2, 2, 10, 1)).Number("weightedMeanNorm2")), Is.EqualTo(0.26713399325138604).Within(1e-14));
    });

    [Test]
    public void NeuralCollapseHasConstantsForKAloneAndScaleWithPenalties()
    {
        Prediction bare = Predict("NC-2", new ParameterSet().Set("K", 10.0));
        Prediction scaled = Predict("NC-2", Balanced(10, 5, 1e-3, 1e-3));
        Assert.Multiple(() =>
        {
            Assert.That(bare.Number("cos"), Is.EqualTo(-1.0 / 9).Within(1e-16));
            Assert.That(bare.Names, Has.None.EqualTo("wNorm2"));
            Assert.That(scaled.Number("wNorm2"), Is.EqualTo(Predict("WD-1", Balanced(10, 5, 1e-3, 1e-3)).Number("wNorm2")));
        });
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return new TestCaseData("WD-1", Balanced(4, 3, 0, 0.1), "lambdaW");
        yield return new TestCaseData("WD-1", Balanced(4, 3, 0.1, 0.1).Set("lambdaB", -1.0), "lambdaB");
        yield return new TestCaseData("WD-1", Balanced(4, 3, 0.1, 0.1).Set("n", new[] { 3, 3, 3, 2 }), "n");
        yield return new TestCaseData("WD-1", Balanced(4, 3, 0.1, 0.1).Set("n", new[] { 3, 3, 3 }), "K");
        yield return new TestCaseData("WD-1", Balanced(4, 3, 0.1, 0.1).Set("lambdaW", new[] { 0.1, 0.1 }), "lambdaW");
        yield return new TestCaseData("NC-3", Balanced(4, 3, 0.2, 0.2), "lambdaW");
        yield return new TestCaseData("NC-3", new ParameterSet().Set("K", 4.0).Set("n", 3.0), "lambdaW");
        yield return new TestCaseData("CERT-1", new ParameterSet().Set("n", new[] { 2, 1 }), "lambdaZ");
        yield return new TestCaseData("CERT-1", new ParameterSet().Set("n", new[] { 2, 1 }).Set("lambdaZ", 0.1).Set("lambdaW", 0.1).Set("lambdaH", 0.2), "lambdaZ");
        yield return new TestCaseData("CERT-5", new ParameterSet().Set("n", new[] { 2.5, 1 }), "n");
        yield return new TestCaseData("CERT-5", new ParameterSet().Set("n", new[] { 2.0, 0 }), "n");
        yield return new TestCaseData("SELI-05", new ParameterSet().Set("n", new[] { 2, 1, 1 }).Set("R", 2.0), "R");
        yield return new TestCaseData("SELI-05", Step(2, 2, 0.5, 1), "R");
        yield return new TestCaseData("SELI-05", Step(2, 2, 10, 0), "nMin");
        yield return new TestCaseData("SELI-05", Step(0, 2, 10, 1), "majorityClasses");
        yield return new TestCaseData("SELI-05", Step(2, 2, 10, 1).Set("K", 5.0), "K");
        yield return new TestCaseData("SELI-08", new ParameterSet().Set("majorityClasses", 2.0).Set("minorityClasses", 2.0).Set("R", 0.9), "R");
        yield return new TestCaseData("NCM-1", new ParameterSet().Set("K", 5.0).Set("d", 3.0).Set("r", 1.0).Set("sigma", 1.0), "d");
        yield return new TestCaseData("NCM-1", new ParameterSet().Set("K", 5.0).Set("d", 4.0).Set("r", 1.0).Set("sigma", -1.0), "sigma");
        yield return new TestCaseData("NCM-2", new ParameterSet().Set("K", 1.0), "K");
    }

    [TestCaseSource(nameof(Refused))]
    public void WhatMakesNoSenseIsRefusedByName(string id, ParameterSet parameters, string name) =>
        Assert.That(() => Predict(id, parameters), Throws.TypeOf<ParameterException>().With.Property(nameof(ParameterException.Parameter)).EqualTo(name).And.Message.Contains(name));

    [Test]
    public void NoPredictionOfTheReferenceHasANumberThatIsNotFinite()
    {
        string[] bad =
        [
            .. ReferenceItem.All().Where(item => Catalogue.Find(item.Claim) is not null)
                .SelectMany(item => Catalogue.Find(item.Claim)!.Predict(item.Parameters).Where(q => !Finite(q.Value)).Select(q => $"{item.Name}: {q.Key}")),
        ];
        Assert.That(bad, Is.Empty);
    }

    private static bool Finite(Quantity quantity) => quantity switch
    {
        Quantity.Scalar s => double.IsFinite(s.Value),
        Quantity.Vector v => v.Values.All(double.IsFinite),
        Quantity.Table t => t.Values.Data.All(double.IsFinite),
        Quantity.Group g => g.Members.Values.All(Finite),
        _ => true,
    };

    private static Prediction Predict(string id, ParameterSet parameters) => Catalogue.Find(id)!.Predict(parameters);

    private static ParameterSet Step(int majority, int minority, double ratio, double minoritySize) =>
        new ParameterSet().Set("majorityClasses", majority).Set("minorityClasses", minority).Set("R", ratio).Set("nMin", minoritySize);

    private static ParameterSet Balanced(int classes, int perClass, double lambdaW, double lambdaH) =>
        new ParameterSet().Set("K", classes).Set("n", perClass).Set("lambdaW", lambdaW).Set("lambdaH", lambdaH);
}
