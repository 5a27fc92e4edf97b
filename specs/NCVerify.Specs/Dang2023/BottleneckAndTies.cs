using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseC2 = NCVerify.Claims.Dang2023.BottleneckAndTies;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-C2: a narrow layer keeps the largest classes; tied ones share a projection that the start decides.</summary>
public sealed class BottleneckAndTies : ClaimSpec<MseC2>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.SquaredError([6, 5, 3, 3, 2, 1], [0.01], 0.005, d: 4));
        yield return Regime.Of(Tied);
        yield return Regime.Of(Layers.SquaredError([6, 4, 3, 3, 3, 1], [0.01], 0.005, d: 4));
        yield return Regime.Of(Layers.SquaredError([5, 2, 2, 1], [0.004, 0.005, 0.003], 0.004, widths: [4, 2, 3]));
    }

    private static Problem Tied => Layers.SquaredError([4, 3, 3, 3, 1], [0.004, 0.005], 0.004, widths: [5, 3]);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void TheSecondOrderSolverKeepsTheLargestClasses(Problem problem)
    {
        CertifiedSolution solution = CertifiedSolution(problem);
        Check(solution, Layers.Newton);
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = Layers.FigureId("logits", problem),
            Title = $"Logits, {Regime.Describe(problem)}",
            Caption = "Classes that straddle the cut share a block that is a multiple of a projection; all other entries off the diagonal are zero.",
            RefutedBy = "an entry that joins the block to another class",
            HeatMaps = [new HeatMap("certified minimum", solution.Z)],
        });
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void RandomStartsKeepTheLargestClasses(Problem problem) => Check(RandomStartSolution(problem), Layers.Descent);

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void AtATieTheLogitsAreNotDiagonal()
    {
        IReadOnlyList<double> eigenvalues = At(Tied).Vector("logitEigenvalues");
        Expect("logits as for the general orthogonal frame", CertifiedSolution(Tied).Z).ToEqual(Matrix.Diagonal([.. eigenvalues]), Layers.Newton);
    }

    private void Check(CertifiedSolution solution, Within within)
    {
        Prediction p = At(solution.Problem);
        int k = solution.Problem.Classes;
        int[] tied = [.. p.Vector("tiedClasses").Select(x => (int)x)];
        Matrix z = solution.Z;
        Expect("objective", solution.Objective).ToEqual(p["F"], Layers.Value);
        Expect("logits minus their transpose", z - z.Transpose()).ToBeZero(within);
        Expect("eigenvalues of the logits", SymmetricEigen.Decompose(z).Values.Reverse().ToArray()).ToEqual(p["logitEigenvalues"], within);
        Expect("entries off the diagonal outside the tied block", Matrix.Create(k, k, (i, j) => i == j || (tied.Contains(i) && tied.Contains(j)) ? 0 : z[i, j])).ToBeZero(within);
        Expect("number of tied classes", tied.Length > 0 ? tied.Length : 0).ToEqual(Straddling(solution.Problem), Within.Of(0, "counted from the sizes"));
        if (tied.Length > 0)
        {
            double scale = p.Vector("logitEigenvalues")[solution.Problem.Widths?.Min() - 1 ?? solution.Problem.Dimension - 1];
            Matrix block = Matrix.Create(tied.Length, tied.Length, (i, j) => z[tied[i], tied[j]] / scale);
            Expect("tied block over its scale, squared minus itself", (block * block) - block).ToBeZero(within);
            Expect("trace of the tied block over its scale", block.Trace()).ToEqual(p["tiedRank"], within);
        }
    }

    // Classes of the size at the cut, where they stand on both sides of it.
    private static double Straddling(Problem p)
    {
        int[] sorted = [.. p.Samples.OrderDescending()];
        int rank = p.Widths?.Min() ?? p.Dimension;
        return sorted[rank - 1] == sorted[rank] ? sorted.Count(n => n == sorted[rank]) : 0;
    }

    private Prediction At(Problem p) => Predict([.. Layers.Parameters(p), ("bottleneck", p.Widths?.Min() ?? p.Dimension)]);
}
