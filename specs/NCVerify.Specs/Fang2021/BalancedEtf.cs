using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Lpm1 = NCVerify.Claims.Fang2021.BalancedEtf;

namespace NCVerify.Specs.Fang2021;

/// <summary>LPM-1: with balanced classes the layer-peeled model is solved by a simplex ETF of known lengths.</summary>
public sealed class BalancedEtf : ClaimSpec<Lpm1>
{
    private static IEnumerable<TestCaseData> Balanced()
    {
        yield return Regime.Of(PeeledSettings.Peeled([3, 3, 3, 3], 1, 2, 3));
        yield return Regime.Of(PeeledSettings.Peeled([2, 2, 2, 2, 2], 3, 0.5, 5));
        yield return Regime.Of(PeeledSettings.Peeled([1, 1, 1, 1, 1, 1], 2, 1.5, 8));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Balanced))]
    public void NoPointLiesBelowTheClosedForm(Problem problem)
    {
        Candidate etf = Etf(problem);
        double objective = Objective.Evaluate(problem, etf);
        Expect("loss at the closed form", objective).ToEqual(At(problem)["ceOptimum"], Within.Rounding);
        Expect("loss minus rigorous lower bound", objective - Bound(problem, etf).Value).ToBeZero(Within.Of(1e-10 * objective, "relative gap that counts as globally optimal"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Balanced))]
    public void TheSecondOrderSolverFindsIt(Problem problem) => Check(CertifiedSolution(problem), At(problem), PeeledSettings.Certified);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Balanced))]
    public void RandomStartsFindIt(Problem problem) => Check(RandomStartSolution(problem), At(problem), Within.FirstOrder);

    // The mean of z_y - mean of the others is at most rho/(K-1) on the whole ball, whatever the loss.
    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Balanced))]
    public void NoLogitsDoBetterInTheDecoupledLoss(Problem problem)
    {
        Prediction predicted = At(problem);
        Expect("decoupled loss at the solution", Decoupled(CertifiedSolution(problem).Z)).ToEqual(predicted["decoupledOptimum"], PeeledSettings.Certified);
        double[] others = [.. Enumerable.Range(1, 20).Select(seed => Decoupled(OnBall(problem, (ulong)seed, predicted.Number("nuclearRadius"))) - predicted.Number("decoupledOptimum"))];
        Expect("decoupled loss of 20 other points of the ball, minus the optimum", others).ToBeAtLeast(0, Within.Of(1e-12, "rounding"));
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void UnevenClassesDoNotFormIt()
    {
        Problem uneven = PeeledSettings.Peeled([6, 6, 2, 2], 1, 2);
        Check(CertifiedSolution(uneven), At(uneven), PeeledSettings.Certified);
    }

    private void Check(CertifiedSolution s, Prediction etf, Within within)
    {
        int k = s.Problem.Classes;
        Expect("loss", s.Objective).ToEqual(etf["ceOptimum"], Within.Fraction(1e-9, "certified gap at most 1e-10, with a margin of ten"));
        Expect("classifier Gram $WW^\\top$", s.ClassifierGram).ToEqual(Simplex(k, etf.Number("wNorm2"), etf.Number("cos") * etf.Number("wNorm2")), within);
        Expect("class-mean Gram $M^\\top M$", s.MeanGram).ToEqual(Simplex(k, etf.Number("hNorm2"), etf.Number("cos") * etf.Number("hNorm2")), within);
        Expect("logits $Z$", s.Z).ToEqual(Simplex(k, etf.Number("logitOwn"), etf.Number("logitOther")), within);
    }

    private Candidate Etf(Problem p)
    {
        Prediction etf = At(p);
        Matrix unit = Points.FromLogits(p, Matrix.Centring(p.Classes)).W[0];
        double norm = Math.Sqrt(unit.SquaredNorm() / p.Classes);
        Matrix Scaled(double norm2) => unit.Scale(Math.Sqrt(norm2) / norm);
        return new([Scaled(etf.Number("wNorm2"))], Scaled(etf.Number("hNorm2")).Transpose());
    }

    private static double Decoupled(Matrix z) => Enumerable.Range(0, z.Columns).Average(k =>
        -z[k, k] + Math.Log(Enumerable.Range(0, z.Rows).Where(j => j != k).Sum(j => Math.Exp(z[j, k]))));

    private static Matrix OnBall(Problem p, ulong seed, double radius)
    {
        // From near the ETF to far from it.
        Matrix z = Matrix.Centring(p.Classes) + new CounterRandom(seed).GaussianMatrix(p.Classes, p.Classes, 0.05 * seed);
        double norm = SymmetricEigen.Decompose(z.Transpose() * z).Values.Sum(v => Math.Sqrt(Math.Max(0, v)));
        return z.Scale(radius / norm);
    }

    private Prediction At(Problem p) => Predict(("K", p.Classes), ("EW", p.EnergyW), ("EH", p.EnergyH));

    private static Matrix Simplex(int k, double own, double other) => Matrix.Create(k, k, (i, j) => i == j ? own : other);
}
