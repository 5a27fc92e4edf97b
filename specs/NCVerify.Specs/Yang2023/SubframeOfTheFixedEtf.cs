using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Specs.Yang2022;
using NCVerify.Theory;
using Fscil01 = NCVerify.Claims.Yang2023.SubframeOfTheFixedEtf;

namespace NCVerify.Specs.Yang2023;

/// <summary>FSCIL-01: seen classes have the cosine of all classes raw, and that of the seen ones centred.</summary>
public sealed class SubframeOfTheFixedEtf : ClaimSpec<Fscil01>
{
    [Test, Oracle(OracleKind.Solver)]
    public void SessionsOfCrossEntropy([Values(3, 6, 10)] int seen)
    {
        Matrix means = Means(10, 10, seen, FixedClassifierLoss.CrossEntropy);
        Check(10, seen, means, Within.Of(1e-7, "projected gradient at most 1e-11 with a multiplier of order 0.1"));
        Matrix gram = means.Transpose() * means, centred = gram.Centred();
        if (seen == 6)
        {
            Draw(new Figure
            {
                Claim = Claim.Id,
                Id = "cosines",
                Title = "Cosines of the class means of 6 seen classes out of 10",
                Caption = "Raw cosines are those of the frame of all classes, $-1/9$; centred over the seen classes they are $-1/5$.",
                RefutedBy = "off-diagonal entries of the left matrix that equal $-1/5$",
                HeatMaps = [new HeatMap("raw", gram.Cosines()), new HeatMap("centred", centred.Cosines())],
            });
        }
    }

    [Test, Oracle(OracleKind.Solver)]
    public void SessionsOfDotRegression([Values(4, 8)] int seen) => Check(8, seen, Means(8, 8, seen, FixedClassifierLoss.DotRegression), Within.Of(0.05, "sublinear (FIX-03): the error is about ten times the root of the projected gradient, 1e-6: 0.014 was seen"));

    [Oracle(OracleKind.ClosedForm), TestCase(10, 6), TestCase(100, 60), TestCase(5, 5), TestCase(7, 2)]
    public void OfTheFrameItself(int total, int seen)
    {
        Matrix frame = FixedClassifierProblem.RandomEtf(total, total, 5);
        Check(total, seen, Matrix.Create(total, seen, (r, c) => frame[c, r]), Within.Of(1e-10, "the frame is a polar factor of a Gaussian matrix of condition up to 1e3: 9e-13 was seen"));
    }

    [Test, Control, Oracle(OracleKind.Solver)]
    public void AFrameOfTheSeenClassesHasAnotherAngle() =>
        Check(10, 6, Means(6, 10, 6, FixedClassifierLoss.CrossEntropy), Within.Of(1e-7, "projected gradient at most 1e-11"));

    private void Check(int total, int seen, Matrix means, Within within)
    {
        Prediction claim = Predict(("totalClasses", total), ("seenClasses", seen));
        Matrix gram = means.Transpose() * means, centred = gram.Centred();
        int pairs = seen * (seen - 1) / 2;
        Expect("cosines of seen class means, raw", gram.CosinesUpper()).ToEqual(Enumerable.Repeat(claim.Number("raw"), pairs).ToArray(), within);
        Expect("cosines of seen class means, centred", centred.CosinesUpper()).ToEqual(Enumerable.Repeat(claim.Number("centred"), pairs).ToArray(), within);
        Expect("squared norms, centred", centred.Norms2()).ToEqual(Enumerable.Repeat(claim.Number("centredNorm2"), seen).ToArray(), within);
    }

    private Matrix Means(int frame, int dimension, int seen, FixedClassifierLoss loss)
    {
        int[] sizes = [.. Enumerable.Range(0, frame).Select(c => c < seen ? 1 + (c % 3) : 0)];
        var problem = new FixedClassifierProblem(FixedClassifierProblem.RandomEtf(frame, dimension, 7), sizes) { Loss = loss, Energy = 1 };
        Matrix features = FixedClassifierFeatures(problem, tolerance: loss == FixedClassifierLoss.DotRegression ? 1e-6 : 1e-11);
        return FixedEtfSettings.Means(problem, features);
    }
}
