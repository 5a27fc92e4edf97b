using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Dang2023;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseG1 = NCVerify.Claims.Certificates.SquaredErrorDualCertificate;

namespace NCVerify.Specs.Certificates;

/// <summary>MSE-G1: a bound from a candidate's residual, never above the minimum and equal to it at a minimiser.</summary>
public sealed class SquaredErrorDualCertificate : ClaimSpec<MseG1>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Plain);
        yield return Regime.Of(Layers.SquaredError([5, 3, 1], [0.02], 0.02, BiasKind.Regularized) with { LambdaB = 0.3 });
        yield return Regime.Of(Layers.SquaredError([6, 2, 2], [0.01], 0.02, BiasKind.Free));
    }

    private static Problem Plain => Layers.SquaredError([4, 3, 2], [0.03], 0.01);

    [Test, Oracle(OracleKind.ClosedForm)]
    public void AtMultiplesOfTheMinimiserItHasTheClosedForm()
    {
        IReadOnlyList<double> fits = PredictFor<Claims.Dang2023.GeneralFrameOneLayer>(Layers.Parameters(Plain)).Vector("WHDiag");
        double[] scales = [0, 0.3, 0.7, 0.9, 0.99, 1, 1.01, 1.2, 1.5, 3, -1];
        var duals = new List<double>();
        foreach (double rho in scales)
        {
            Prediction p = At(rho);
            double bound = FirstOrderBound(Plain, Layers.Balanced(Plain, Matrix.Diagonal([.. fits.Select(f => rho * f)]))).Value;
            duals.Add(bound);
            Expect($"bound at {Exact.Format(rho)} times the minimiser", bound).ToEqual(p["dual"], Within.Of(1e-12, "the rigorous bound gives away its own rounding"));
            Expect($"bound minus the minimum at {Exact.Format(rho)} times the minimiser", bound - p.Number("FStar")).ToBeAtMost(0, Within.Of(1e-16, "rounding of the minimum"));
        }

        double[] line = [.. Enumerable.Range(0, 61).Select(i => 0.05 * i)];
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "bound-against-scale",
            Title = "Objective and bound at multiples of the minimiser",
            Caption = "The bound touches the minimum at scale 1 with a kink: its error is of first order there, that of the objective of second.",
            RefutedBy = "a bound above the minimum",
            X = new Axis("scale of the logits"),
            Y = new Axis("value"),
            Series =
            [
                new("objective", SeriesRole.Reference, line, [.. line.Select(r => At(r).Number("primal"))]),
                new("bound, closed form", SeriesRole.Predicted, line, [.. line.Select(r => At(r).Number("dual"))]),
                new("bound, proven", SeriesRole.Measured, [.. scales.Where(s => s >= 0)], [.. scales.Zip(duals).Where(x => x.First >= 0).Select(x => x.Second)]),
            ],
        });
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void NoCandidateMakesItExceedAnyObjective(Problem problem)
    {
        Candidate minimiser = CertifiedSolution(problem).Run.Candidate;
        double lowest = Objective.Evaluate(problem, minimiser);
        double[] excess = [.. CertificateSettings.Around(problem, minimiser).SelectMany(c => new[] { Bound(problem, c).Value - lowest, FirstOrderBound(problem, c).Value - lowest })];
        Expect("lower bound minus smallest known objective, 18 candidates", excess).ToBeAtMost(0, Within.Of(2e-16, "the objective is itself rounded"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void ItProvesBothSolversOptimal(Problem problem)
    {
        CheckTight(problem, CertifiedSolution(problem), 1e-11);
        CheckTight(problem, RandomStartSolution(problem), 1e-9);
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void InABottleneckItIsNotTight()
    {
        Problem problem = Layers.SquaredError([6, 5, 3, 3, 2, 1], [0.01], 0.005, d: 4);
        CheckTight(problem, CertifiedSolution(problem), 1e-11);
    }

    private void CheckTight(Problem problem, CertifiedSolution solution, double tolerance) =>
        Expect("objective minus bound, relative", (solution.Objective - FirstOrderBound(problem, solution.Run.Candidate).Value) / solution.Objective)
            .ToBeZero(Within.Of(tolerance, "of first order in the candidate's error"));

    private Prediction At(double rho) => Predict([.. Layers.Parameters(Plain), ("rho", rho)]);
}
