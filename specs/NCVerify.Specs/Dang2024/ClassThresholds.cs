using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using CeRelu1 = NCVerify.Claims.Dang2024.OrthogonalMinimiser;
using CeRelu3 = NCVerify.Claims.Dang2024.ClassThresholds;

namespace NCVerify.Specs.Dang2024;

/// <summary>CE-RELU-3: class k falls to the origin exactly from lambda = sqrt(n_k (K-1)/K)/N on, independently of the others.</summary>
public sealed class ClassThresholds : ClaimSpec<CeRelu3>
{
    private static readonly Problem Profile = ReluSettings.Relu([20, 10, 6, 3], 0.02, 0.02, 8);

    private static IEnumerable<TestCaseData> Classes() => Enumerable.Range(0, 4).Select(c => new TestCaseData(c).SetArgDisplayNames($"class of {Profile.Samples[c]} samples"));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Classes))]
    public void FromItOnTheClassIsZero(int c) => CheckCollapsed(CertifiedSolution(At(c, 1.005)), c);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Classes))]
    public void BelowItTheClassHasThePredictedLength(int c)
    {
        Problem problem = At(c, 0.995);
        double predicted = PredictFor<CeRelu1>(ReluSettings.Parameters(problem)).Vector("hNorm2")[c];
        Expect("$\\lVert h_k \\rVert$ below", Length(CertifiedSolution(problem), c)).ToEqual(Math.Sqrt(predicted), Within.CertifiedGap);
        Expect("$\\lVert h_k \\rVert$ below", Length(CertifiedSolution(problem), c)).ToBeAtLeast(1e-3, Within.Of(0, "active"));
    }

    // From random starts only the largest classes stay active near their thresholds (CE-RELU-7); well past it all are zero.
    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Classes))]
    public void FromRandomStartsTheClassIsZeroPastIt(int c) => CheckCollapsed(RandomStartSolution(At(c, 1.1)), c);

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Classes))]
    public void BelowItTheClassIsNotZero(int c) => CheckCollapsed(CertifiedSolution(At(c, 0.995)), c);

    [Test, Oracle(OracleKind.Certificate)]
    public void LengthsVanishOneAfterAnother()
    {
        double[] lambdas = [.. Enumerable.Range(0, 40).Select(i => 0.01 + (i * 0.0026))];
        CertifiedSolution[] path = [.. lambdas.Select(l => CertifiedSolution(Profile.WithLambda(l)))];
        double[][] predicted = [.. lambdas.Select(l => PredictFor<CeRelu1>(ReluSettings.Parameters(Profile.WithLambda(l))).Vector("hNorm2").Select(Math.Sqrt).ToArray())];
        double[] dense = [.. Enumerable.Range(0, 421).Select(i => 0.01 + (i * 0.00025))];
        double[][] curves = [.. dense.Select(l => PredictFor<CeRelu1>(ReluSettings.Parameters(Profile.WithLambda(l))).Vector("hNorm2").Select(Math.Sqrt).ToArray())];
        var series = new List<Series>();
        for (int c = 0; c < 4; c++)
        {
            double[] measured = [.. path.Select(s => Length(s, c))], line = [.. predicted.Select(p => p[c])];
            Expect($"length of the class of {Profile.Samples[c]} samples along $\\lambda$", measured).ToEqual(line, Within.CertifiedGap);
            series.Add(new($"n = {Profile.Samples[c]}, closed form", SeriesRole.Predicted, dense, [.. curves.Select(p => p[c])]));
            series.Add(new($"n = {Profile.Samples[c]}, measured", SeriesRole.Measured, lambdas, measured));
        }

        IReadOnlyList<double> thresholds = Predict(ReluSettings.Parameters(Profile)).Vector("lambdaZThresholdPerClass");
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "lengths",
            Title = "Feature lengths against the penalty",
            Caption = "Each class has its own threshold, marked by a vertical line; the smallest class goes first.",
            RefutedBy = "a class that is zero before its line, or not zero after it",
            X = new Axis("$\\lambda = \\sqrt{\\lambda_W \\lambda_H}$"),
            Y = new Axis("$\\lVert h_k \\rVert$"),
            Series = series,
            Thresholds = Enumerable.Range(0, 4).ToDictionary(c => $"n = {Profile.Samples[c]}", c => thresholds[c], StringComparer.Ordinal),
        });
    }

    private void CheckCollapsed(CertifiedSolution solution, int c)
    {
        Within zero = Within.Of(1e-6, "half a per cent below the threshold the length is above 1e-2");
        Expect("$\\lVert h_k \\rVert$", Length(solution, c)).ToBeZero(zero);
        Expect("logits of the class", solution.Z.Column(c)).ToBeZero(zero);
    }

    private Problem At(int c, double factor) =>
        Profile.WithLambda(factor * Predict(ReluSettings.Parameters(Profile)).Vector("lambdaZThresholdPerClass")[c]);

    private static double Length(CertifiedSolution solution, int c) => Math.Sqrt(solution.MeanGram[c, c]);
}
