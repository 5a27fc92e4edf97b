using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseC6 = NCVerify.Claims.Dang2023.FeatureLengths;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-C6: feature lengths follow from those of the classifiers, never exceed a bound without depth, and fall with class size from two layers on.</summary>
public sealed class FeatureLengths : ClaimSpec<MseC6>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.SquaredError([9, 4, 2], [0.02], 0.01));
        yield return Regime.Of(Layers.SquaredError([9, 4, 2], [0.02, 0.01], 0.02));
        yield return Regime.Of(Layers.SquaredError([8, 5, 3], [0.005, 0.006, 0.008], 0.006));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void LengthsOfCertifiedMinima(Problem problem)
    {
        CertifiedSolution solution = CertifiedSolution(problem);
        Check(solution, Layers.Newton);
        CheckDecreasing(solution);
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void LengthsFromRandomStarts(Problem problem)
    {
        CertifiedSolution solution = RandomStartSolution(problem);
        Check(solution, Layers.Descent);
        CheckDecreasing(solution);
    }

    [Test, Oracle(OracleKind.Certificate)]
    public void WithOneLayerTheLongestFeatureBelongsToFourTimesTheCollapseSize()
    {
        // One class of n samples, another of 60 - n, the same penalties: only n changes.
        int[] sizes = [3, 4, 6, 8, 10, 12, 16, 20, 25, 30];
        double lambda = Math.Sqrt(2.0) / 60;
        double[] lengths = [.. sizes.Select(n => Length(CertifiedSolution(Layers.SquaredError([n, 60 - n], [lambda], lambda)), 0))];
        double[] predicted = [.. sizes.Select(n => At(60, lambda, Math.Sqrt(Math.Max(0, Math.Sqrt(n) - Math.Sqrt(2)))).Number("hNorm"))];
        Expect("length against class size", lengths).ToEqual(predicted, Layers.Newton);
        Expect("size of the longest feature", sizes[Array.IndexOf(lengths, lengths.Max())]).ToEqual(8.0, Within.Of(0, "four times the collapse size of 2"));
        Expect("its length", lengths.Max()).ToEqual(At(60, lambda, 1)["hNormMax"], Layers.Newton);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "length-against-size",
            Title = "Feature length against class size, one layer, N = 60",
            Caption = "Zero up to the collapse size 2, longest at 8, where the bound $1/(2\\sqrt{N\\lambda_H})$ is attained, then shorter again.",
            RefutedBy = "a point above the bound or off the line",
            X = new Axis("$n_k$"),
            Y = new Axis("$\\lVert h_k\\rVert$"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["collapse"] = 2, ["longest"] = 8 },
            Series =
            [
                new("closed form", SeriesRole.Predicted, [.. sizes.Select(n => (double)n)], predicted),
                new("bound", SeriesRole.Reference, [2, 30], [.. Enumerable.Repeat(At(60, lambda, 1).Number("hNormMax"), 2)]),
                new("certified minimum", SeriesRole.Measured, [.. sizes.Select(n => (double)n)], lengths),
            ],
        });
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void WithOneLayerAndASmallMinorityTheyDoNotDecrease() =>
        CheckDecreasing(CertifiedSolution(Layers.SquaredError([9, 4, 2], [0.02], 0.02).WithLambda(Math.Sqrt(1.2) / 15)));

    private void Check(CertifiedSolution solution, Within within)
    {
        Problem problem = solution.Problem;
        Candidate c = solution.Run.Candidate;
        double[] q = [.. c.Product(1).RowGram().Norms2().Select(Math.Sqrt)];
        for (int k = 0; k < problem.Classes; k++)
        {
            Prediction p = At(problem.Total, problem.LambdaH, q[k]);
            Expect($"$\\lVert h_k \\rVert$ of the class of {problem.Samples[k]} samples", Length(solution, k)).ToEqual(p["hNorm"], within);
            Expect($"$\\lVert h_k \\rVert$ of the class of {problem.Samples[k]} samples", Length(solution, k)).ToBeAtMost(p.Number("hNormMax"), within);
            Expect($"classifier over feature of the class of {problem.Samples[k]} samples", q[k] / Length(solution, k)).ToEqual(p["wOverH"], within);
            Expect($"logit of the class of {problem.Samples[k]} samples", solution.Z[k, k]).ToEqual(p["logit"], within);
        }
    }

    private void CheckDecreasing(CertifiedSolution solution)
    {
        // Sizes are listed from largest to smallest.
        double[] lengths = [.. Enumerable.Range(0, solution.Problem.Classes).Select(k => Length(solution, k))];
        Expect("growth of $\\lVert h_k\\rVert$ from each class to the next smaller one", lengths.Skip(1).Zip(lengths, (small, large) => small - large).ToArray()).ToBeAtLeast(1e-3, Within.Of(0, "strictly longer"));
        double[] rows = [.. solution.Run.Candidate.Product(1).RowGram().Norms2()];
        Expect("decrease of $q_k$ from each class to the next smaller one", rows.Skip(1).Zip(rows, (small, large) => large - small).ToArray()).ToBeAtLeast(1e-3, Within.Of(0, "strictly shorter"));
    }

    private static double Length(CertifiedSolution solution, int k) => Math.Sqrt(solution.MeanGram[k, k]);

    private Prediction At(double total, double lambdaH, double q) => Predict(("N", total), ("lambdaH", lambdaH), ("productSingularValueQ", q));
}
