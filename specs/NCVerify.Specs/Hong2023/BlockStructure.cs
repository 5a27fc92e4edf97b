using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Hl2 = NCVerify.Claims.Hong2023.BlockStructure;

namespace NCVerify.Specs.Hong2023;

/// <summary>HL-2: logits are constant on blocks of equal classes, and two clusters are four scalars.</summary>
public sealed class BlockStructure : ClaimSpec<Hl2>
{
    private static IEnumerable<TestCaseData> TwoClusters()
    {
        yield return Regime.Of(ImbalanceSettings.TwoClusters(2, 2, 20, 5, 0.02));
        yield return Regime.Of(ImbalanceSettings.TwoClusters(3, 2, 50, 10, 0.005));
        yield return Regime.Of(ImbalanceSettings.TwoClusters(1, 4, 30, 6, 0.01));
        yield return Regime.Of(ImbalanceSettings.TwoClusters(5, 5, 500, 100, 0.002));
        yield return Regime.Of(ImbalanceSettings.TwoClusters(2, 2, 20, 5, 0.08));
    }

    // Minorities merged, at zero or not: logits of lower rank.
    private static IEnumerable<TestCaseData> WithMerged() =>
    [
        .. TwoClusters(),
        Regime.Of(ImbalanceSettings.TwoClusters(5, 5, 500, 100, 0.004)),
        Regime.Of(ImbalanceSettings.TwoClusters(2, 2, 20, 5, 0.05)),
    ];

    private static IEnumerable<TestCaseData> SmallClusters()
    {
        yield return Regime.Of(ImbalanceSettings.TwoClusters(2, 2, 8, 3, 0.02));
        yield return Regime.Of(ImbalanceSettings.TwoClusters(2, 3, 6, 2, 0.01));
    }

    private static IEnumerable<TestCaseData> ThreeClusters()
    {
        Problem three = Problem.CrossEntropy([6, 6, 3, 3, 1, 1], 0.01, 0.01, 6);
        yield return Regime.Of(three);
        yield return Regime.Of(ImbalanceSettings.WithBiasPenalty(three, 0.02));
        yield return Regime.Of(three with { Bias = BiasKind.Free });
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(TwoClusters))]
    public void TheFourScalarsAreGloballyOptimal(Problem problem)
    {
        Prediction predicted = At(problem);
        Candidate point = Points.FromLogits(problem, predicted.Table("Z"));
        double objective = Objective.Evaluate(problem, point);
        Expect("objective at the four scalars", objective).ToEqual(predicted["optimalObjective"], Within.Rounding);
        Expect("objective minus rigorous lower bound", objective - Bound(problem, point).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(WithMerged))]
    public void TheSecondOrderSolverFindsThem(Problem problem)
    {
        CertifiedSolution solution = CertifiedSolution(problem);
        Check(solution, At(problem), Within.CertifiedGap);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "logits-" + Regime.Slug(problem),
            Title = $"Logits, {Regime.Describe(problem)}",
            Caption = "$Z$ from the four scalars and from the certified solution, a column per class.",
            RefutedBy = "an entry that differs from the others of its block, or from the prediction",
            HeatMaps = [new HeatMap("predicted", At(problem).Table("Z")), new HeatMap("measured", solution.Z)],
        });
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(SmallClusters))]
    public void RandomStartsFindThem(Problem problem) => Check(RandomStartSolution(problem), At(problem), Within.FirstOrder);

    // This solver puts no classes together: the blocks are its finding.
    [Oracle(OracleKind.Solver), TestCaseSource(nameof(ThreeClusters))]
    public void ThreeClustersFormBlocks(Problem problem)
    {
        CertifiedSolution solution = RandomStartSolution(problem);
        Matrix z = ImbalanceSettings.ClassLogits(solution);
        Expect("largest change of $Z$ when the classes of a cluster are exchanged", Asymmetry(z, problem.Samples)).ToBeZero(Within.Of(1e-8, "first-order solver; logit error about gradient / lambda"));
        Expect("$\\mathbf{1}^{\\top} Z$", Enumerable.Range(0, z.Columns).Select(k => z.Column(k).Sum()).ToArray()).ToBeZero(Within.Of(1e-8, "first-order solver"));
        if (solution.Run.Candidate.Bias is { } b)
        {
            Expect("difference of the biases of equal classes", Enumerable.Range(0, 3).Select(g => b[2 * g] - b[(2 * g) + 1]).ToArray()).ToBeZero(Within.Of(1e-8, "first-order solver"));
            Expect("$\\mathbf{1}^{\\top} b$", problem.Bias == BiasKind.Free ? 0 : b.Sum()).ToBeZero(Within.Of(1e-8, "first-order solver"));
        }
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void OneSampleMoreBreaksTheBlocks()
    {
        Problem blocks = ImbalanceSettings.TwoClusters(2, 2, 20, 5, 0.02);
        Check(CertifiedSolution(blocks with { Samples = [21, 20, 5, 5] }), At(blocks), Within.CertifiedGap);
    }

    private void Check(CertifiedSolution solution, Prediction predicted, Within within)
    {
        Problem p = solution.Problem;
        Expect("objective", solution.Objective).ToEqual(predicted["optimalObjective"], Within.Fraction(1e-9, "certified gap at most 1e-10, with a margin of ten"));
        Expect("logits $Z$", solution.Z).ToEqual(predicted["Z"], within);
        Expect("classifier Gram $WW^\\top$", solution.ClassifierGram).ToEqual(predicted.Table("classifierRoot").Scale(Math.Sqrt(p.LambdaH / p.LambdaW[0])), within);
    }

    private Prediction At(Problem p) => Predict(ImbalanceSettings.ClusterParameters(p));

    private static double Asymmetry(Matrix z, IReadOnlyList<int> sizes)
    {
        double largest = 0;
        for (int a = 0; a < sizes.Count; a++)
        {
            for (int b = a + 1; b < sizes.Count; b++)
            {
                int Swap(int i) => i == a ? b : i == b ? a : i;
                double change = sizes[a] == sizes[b] ? (z - Matrix.Create(z.Rows, z.Columns, (i, j) => z[Swap(i), Swap(j)])).MaxAbs() : 0;
                largest = Math.Max(largest, change);
            }
        }

        return largest;
    }
}
