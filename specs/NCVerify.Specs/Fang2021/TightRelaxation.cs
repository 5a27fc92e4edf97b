using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Lpm2 = NCVerify.Claims.Fang2021.TightRelaxation;

namespace NCVerify.Specs.Fang2021;

/// <summary>LPM-2: the semidefinite relaxation loses nothing from dimension K - 1 on.</summary>
public sealed class TightRelaxation : ClaimSpec<Lpm2>
{
    private static IEnumerable<TestCaseData> Profiles()
    {
        yield return Regime.Of(PeeledSettings.Peeled([6, 5, 3, 2], 1, 1));
        yield return Regime.Of(PeeledSettings.Peeled([8, 8, 4, 2, 2], 1, 2));
        yield return Regime.Of(PeeledSettings.Peeled([24, 24, 2, 2], 1, 1));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void DimensionKMinusOneReachesTheMinimumOfTheRelaxation(Problem problem)
    {
        int least = (int)At(problem).Number("dimensionSufficient");
        CertifiedSolution solution = CertifiedSolution(problem with { Dimension = least });
        CheckTight(solution);
        Expect("$\\sqrt{\\operatorname{tr} X_{11} \\operatorname{tr} X_{22}}$ of the solution", Math.Sqrt(solution.W.SquaredNorm() * solution.H.SquaredNorm())).ToEqual(At(problem)["nuclearRadius"], Within.Rounding);
        CheckTight(CertifiedSolution(problem with { Dimension = 2 * problem.Classes }));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Profiles))]
    public void RandomStartsReachItToo(Problem problem) => CheckTight(RandomStartSolution(problem with { Dimension = (int)At(problem).Number("dimensionSufficient") }));

    // Any positive semidefinite X of order 2K with the two traces: the bound holds for it.
    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void NoFeasibleMatrixLiesBelowIt(Problem problem)
    {
        int k = problem.Classes;
        CertifiedSolution best = CertifiedSolution(problem);
        double radius = At(problem).Number("nuclearRadius");
        var excess = new List<double>();
        var norms = new List<double>();
        for (int seed = 1; seed <= 20; seed++)
        {
            // Random factors of rank 2K, from near the solution to far from it, scaled to the traces.
            var random = new CounterRandom((ulong)seed);
            Matrix w = Padded(best.W, 2 * k) + random.GaussianMatrix(k, 2 * k, 0.03 * seed), h = Padded(best.H.Transpose(), 2 * k) + random.GaussianMatrix(k, 2 * k, 0.03 * seed);
            w = w.Scale(Math.Sqrt(k * problem.EnergyW!.Value / w.SquaredNorm()));
            h = h.Scale(Math.Sqrt(k * problem.EnergyH!.Value / h.SquaredNorm()));
            excess.Add(Objective.Evaluate(problem with { Dimension = 2 * k }, new([w], h.Transpose())) - best.Bound.Value);
            Matrix z = w * h.Transpose();
            norms.Add(SymmetricEigen.Decompose(z.Transpose() * z).Values.Sum(v => Math.Sqrt(Math.Max(0, v))));
        }

        Expect("loss of 20 feasible matrices of rank 2K minus the bound", excess.ToArray()).ToBeAtLeast(0, Within.Of(0, "a rigorous bound"));
        Expect("nuclear norm of their off-diagonal block", norms.ToArray()).ToBeAtMost(radius, Within.Rounding);
    }

    [Test, Control, Oracle(OracleKind.Solver)]
    public void DimensionKMinusTwoDoesNot() => CheckTight(RandomStartSolution(PeeledSettings.Peeled([6, 5, 3, 2], 1, 1, 2), anyCriticalPoint: true));

    private void CheckTight(CertifiedSolution s) =>
        Expect($"relative gap to the dual of the relaxation, d = {s.Problem.Dimension}", s.RelativeGap).ToBeZero(Within.Of(1e-10, "relative gap that counts as globally optimal"));

    private Prediction At(Problem p) => Predict(("K", p.Classes), ("EW", p.EnergyW), ("EH", p.EnergyH));

    private static Matrix Padded(Matrix m, int columns) => Matrix.Create(m.Rows, columns, (i, j) => j < m.Columns ? m[i, j] : 0);
}
