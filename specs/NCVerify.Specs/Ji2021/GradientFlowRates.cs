using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Ulpm2 = NCVerify.Claims.Ji2021.GradientFlowRates;

namespace NCVerify.Specs.Ji2021;

/// <summary>ULPM-2: gradient flow conserves two matrices, follows an exponential integral, and has rates with known constants.</summary>
public sealed class GradientFlowRates : ClaimSpec<Ulpm2>
{
    private static readonly (string Name, double Time)[] Times = [("0.1", 0.1), ("1.0", 1), ("10.0", 10), ("1000.0", 1000)];

    private static IEnumerable<TestCaseData> Symmetric()
    {
        yield return new TestCaseData(4, 1, 0.5).SetArgDisplayNames("K = 4", "n = 1", "s_0 = 0.5");
        yield return new TestCaseData(5, 3, 0.5).SetArgDisplayNames("K = 5", "n = 3", "s_0 = 0.5");
        yield return new TestCaseData(3, 2, 2).SetArgDisplayNames("K = 3", "n = 2", "s_0 = 2");
    }

    private static IEnumerable<TestCaseData> Generic()
    {
        yield return new TestCaseData(4, 2, 5).SetArgDisplayNames("K = 4", "n = 2", "d = 5");
        yield return new TestCaseData(4, 2, 3).SetArgDisplayNames("K = 4", "n = 2", "d = 3");
        yield return new TestCaseData(5, 1, 5).SetArgDisplayNames("K = 5", "n = 1", "d = 5");
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Symmetric))]
    public void TheTimeIsAnIntegralOverTheMargin(int k, int n, double start)
    {
        var times = Trajectory(k, n, start);
        double[] integrals = [.. times.Select(s => Simpson(x => (Math.Exp(x) + k - 1) / x, start, s) / (2 * Math.Sqrt(n) * k))];
        double[] expected = [.. Times.Select(t => t.Time)];
        Expect("time by quadrature, relative", integrals.Zip(expected, (a, b) => a / b).ToArray()).ToEqual(Enumerable.Repeat(1.0, 4).ToArray(), Within.Of(1e-9, "Simpson's rule with 20000 intervals"));
    }

    [Oracle(OracleKind.Flow), TestCaseSource(nameof(Symmetric))]
    public void TheFlowFollowsIt(int k, int n, double start) => CheckTrajectory(k, n, start, 1);

    [Oracle(OracleKind.Flow), Control, TestCaseSource(nameof(Symmetric))]
    public void WithUnbalancedFactorsItDoesNot(int k, int n, double start) => CheckTrajectory(k, n, start, 2);

    [Oracle(OracleKind.Flow), TestCaseSource(nameof(Generic))]
    public void InvariantsAreConservedAndRatesReached(int k, int n, int d)
    {
        (Matrix w, Matrix h) = FlowSettings.Random(k, n, d);
        Prediction limits = Predict(("K", k), ("n", n), ("s0", 1));
        double[] margins = [5, 20, 80, 300], ratios = new double[4], normalised = new double[4], norms = new double[4];
        FlowState state = FlowSettings.Flow(k, n, d).Run(w, h, _ => true);
        double drift = 0;
        for (int i = 0; i < margins.Length; i++)
        {
            double time = state.Time;
            state = FlowSettings.Flow(k, n, d).Run(state.W, state.H, s => s.Margin >= margins[i]);
            state = state with { Time = state.Time + time };
            ratios[i] = state.Time * state.Loss * state.Margin / limits.Number("limitTLs");
            normalised[i] = state.NormalisedMargin / limits.Number("maxNormalisedMargin");
            norms[i] = (state.W.SquaredNorm() + state.H.SquaredNorm()) / Math.Log(state.Time) / limits.Number("limitNorm2OverLogt");
            drift = Math.Max(drift, (Invariant(state.W, state.H) - Invariant(w, h)).MaxAbs());
            drift = Math.Max(drift, Enumerable.Range(0, d).Max(r => Math.Abs(state.W.Column(r).Sum() - w.Column(r).Sum())));
        }

        Expect("drift of $W^{\\top}W - HH^{\\top}$ and $\\mathbf{1}^{\\top}W$", drift).ToBeZero(Within.Of(1e-6, "error of the integrator, 1e-11 a step, summed"));
        Expect("$tLs$ over its limit at margin 300", ratios[^1]).ToEqual(1, Within.Of(0.02, "the error is of order 1/s, about 3/s"));
        Expect("$\\gamma/\\gamma^{+}$ at margin 300", normalised[^1]).ToEqual(1, Within.Of(3e-3, "the error is of order 1/s, 0.1/s to 0.3/s"));
        Expect("$(\\lVert W\\rVert^2+\\lVert H\\rVert^2)/\\log t$ over its limit at margin 300", norms[^1]).ToEqual(1, Within.Of(0.05, "the error is of order log(s)/s"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = $"rates-{k}-{n}-{d}",
            Title = $"Rates along gradient flow, K = {k}, n = {n}, d = {d}",
            Caption = "Loss rate, normalised margin and norm rate over their limits, from a random start.",
            RefutedBy = "a curve that does not approach 1",
            X = new Axis("least margin $s$", Logarithmic: true),
            Y = new Axis("value over limit"),
            Series =
            [
                new("$tLs$", SeriesRole.Measured, margins, ratios),
                new("$\\gamma/\\gamma^{+}$", SeriesRole.Measured, margins, normalised),
                new("norm over $\\log t$", SeriesRole.Measured, margins, norms),
                new("limit", SeriesRole.Reference, margins, [1, 1, 1, 1]),
            ],
        });
    }

    private void CheckTrajectory(int k, int n, double start, double unbalance)
    {
        // Z = s0 (e_y - 1/K) on all samples: W = n^{1/4} sqrt(s0) U, H = n^{-1/4} sqrt(s0) U', U the simplex with U U' = I - 1/K.
        Matrix u = FlowSettings.Simplex(k);
        Matrix w = u.Scale(unbalance * Math.Pow(n, 0.25) * Math.Sqrt(start));
        Matrix h = Matrix.Create(k - 1, k * n, (i, j) => u[j / n, i] * Math.Sqrt(start) / (unbalance * Math.Pow(n, 0.25)));
        double[] measured = [.. Times.Take(3).Select(t => FlowSettings.Flow(k, n, k - 1).Run(w, h, _ => false, t.Time).Margin)];
        Expect("$s(t)$ at t = 0.1, 1, 10", measured).ToEqual(Trajectory(k, n, start).Take(3).ToArray(), Within.Of(1e-8, "Runge-Kutta with 1e-11 a step"));
    }

    private double[] Trajectory(int k, int n, double start)
    {
        var group = (Quantity.Group)Predict(("K", k), ("n", n), ("s0", start))["sOfT"];
        return [.. Times.Select(t => ((Quantity.Scalar)group.Members[t.Name]).Value)];
    }

    private static Matrix Invariant(Matrix w, Matrix h) => (w.Transpose() * w) - (h * h.Transpose());

    private static double Simpson(Func<double, double> f, double from, double to)
    {
        const int Intervals = 20_000;
        double step = (to - from) / Intervals, sum = f(from) + f(to);
        for (int i = 1; i < Intervals; i++)
        {
            sum += (i % 2 == 0 ? 2 : 4) * f(from + (i * step));
        }

        return sum * step / 3;
    }
}
