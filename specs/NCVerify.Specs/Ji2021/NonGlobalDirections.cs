using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Ulpm4 = NCVerify.Claims.Ji2021.NonGlobalDirections;

namespace NCVerify.Specs.Ji2021;

/// <summary>ULPM-4: gradient flow can converge to a square in place of a simplex, and leaves its vicinity very slowly.</summary>
public sealed class NonGlobalDirections : ClaimSpec<Ulpm4>
{
    private const double Far = 300;

    private static IEnumerable<TestCaseData> Dimensions() => new[] { 2, 3, 4 }.Select(d => new TestCaseData(d).SetArgDisplayNames($"d = {d}"));

    private static IEnumerable<TestCaseData> Seeds() => new ulong[] { 1, 2, 3 }.Select(seed => new TestCaseData(seed).SetArgDisplayNames($"seed = {seed}"));

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Dimensions))]
    public void TheSquareIsStationaryButNotGlobal(int d)
    {
        Matrix w = FlowSettings.Square(1, d), z = w * w.Transpose();
        Prediction square = Predict(("s", 1));

        // Active: the two adjacent classes; W = A H' and H = W'A with multipliers 1.
        Matrix a = Matrix.Create(4, 4, (j, k) => j == k ? 2 : (j + k) % 2 == 1 ? -1 : 0).Scale(0.5);
        Expect("$W - AH^{\\top}$", (w - (a * w)).Data).ToBeZero(Within.Of(1e-15, "small integers"));
        Expect("$H - W^{\\top}A$", (w.Transpose() - (w.Transpose() * a)).Data).ToBeZero(Within.Of(1e-15, "small integers"));
        Expect("spectral norm of A", Math.Sqrt(SymmetricEigen.Decompose(a.Transpose() * a).Values[^1])).ToEqual(square["dualNorm"], Within.Rounding);
        double margin = (from k in Enumerable.Range(0, 4) from j in Enumerable.Range(0, 4) where j != k select z[k, k] - z[j, k]).Min();
        Expect("normalised margin", margin / w.SquaredNorm()).ToEqual(square["normalisedMargin"], Within.Rounding);
        Expect("normalised margin over the largest", margin / w.SquaredNorm() / square.Number("maxNormalisedMargin")).ToEqual(square["marginRatio"], Within.Rounding);
    }

    [Oracle(OracleKind.Flow), TestCaseSource(nameof(Dimensions))]
    public void TheFlowFromItStaysThere(int d) => CheckRatio(End(FlowSettings.Square(1, d)));

    [Test, Oracle(OracleKind.Flow)]
    public void APerturbationGrowsLikeTheRootOfTheMargin()
    {
        const double Size = 1e-6;
        var random = new CounterRandom(2);
        Matrix w = FlowSettings.Square(1, 3) + Matrix.Create(4, 3, (_, r) => r == 2 ? Size * random.NextGaussian() : 0);
        double[] margins = [20, 40, 80, 160, 300], shares = new double[5];
        for (int i = 0; i < margins.Length; i++)
        {
            FlowState state = FlowSettings.Flow(4, 1, 3).Run(w, w.Transpose(), s => s.Margin >= margins[i]);
            double[] squares = SymmetricEigen.Decompose(state.W.Transpose() * state.W).Values;
            shares[i] = Math.Sqrt(squares[0] / squares[2]);
        }

        double slope = Math.Log(shares[^1] / shares[0]) / Math.Log(margins[^1] / margins[0]);
        Expect("exponent of the third singular value over the first", slope).ToEqual(Predict(("s", 1))["growthExponent"], Within.Of(0.02, "asymptotic: 1/s corrections at margin 20"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "escape",
            Title = "Growth of a perturbation of the square",
            Caption = "Third over first singular value of W along gradient flow; the dashed line grows like the square root of the margin.",
            RefutedBy = "points that rise faster than the dashed line",
            X = new Axis("least margin $s$", Logarithmic: true),
            Y = new Axis("$\\sigma_3/\\sigma_1$", Logarithmic: true),
            Series = [new("flow", SeriesRole.Measured, margins, shares), new("$s^{1/2}$", SeriesRole.Reference, margins, [.. margins.Select(s => shares[0] * Math.Sqrt(s / margins[0]))])],
        });
    }

    [Test, Oracle(OracleKind.Flow)]
    public void ASmallPerturbationStillLooksLikeTheSquareAtMargin300()
    {
        var random = new CounterRandom(2);
        CheckRatio(End(FlowSettings.Square(1, 3) + random.GaussianMatrix(4, 3, 1e-3)), 0.02);
    }

    // In the least dimension the plane of the square attracts random starts too.
    [Test, Oracle(OracleKind.Flow)]
    public void SomeRandomStartsInTheLeastDimensionLingerThere()
    {
        double[] Ratios(int d) => [.. Enumerable.Range(1, 8).Select(seed =>
        {
            (Matrix w, Matrix h) = FlowSettings.Random(4, 1, d, (ulong)seed);
            return FlowSettings.Flow(4, 1, d).Run(w, h, s => s.Margin >= Far).NormalisedMargin / Predict(("s", 1)).Number("maxNormalisedMargin");
        })];
        Expect("least $\\gamma/\\gamma^{+}$ of 8 starts at margin 300, d = 3", Ratios(3).Min()).ToEqual(Predict(("s", 1))["marginRatio"], Within.Of(0.02, "on its way past the square"));
        Expect("least $\\gamma/\\gamma^{+}$ of 8 starts at margin 300, d = 5", Ratios(5).Min()).ToBeAtLeast(0.99, Within.Of(0, "none lingers"));
    }

    [Oracle(OracleKind.Flow), Control, TestCaseSource(nameof(Seeds))]
    public void GenericStartsReachTheLargestMargin(ulong seed)
    {
        (Matrix w, Matrix h) = FlowSettings.Random(4, 1, 5, seed);
        CheckRatio(FlowSettings.Flow(4, 1, 5).Run(w, h, s => s.Margin >= Far), 0.02);
    }

    private static FlowState End(Matrix w) => FlowSettings.Flow(4, 1, w.Columns).Run(w, w.Transpose(), s => s.Margin >= Far);

    private void CheckRatio(FlowState state, double tolerance = 1e-6)
    {
        Prediction square = Predict(("s", 1));
        Expect("$\\gamma/\\gamma^{+}$ at margin 300", state.NormalisedMargin / square.Number("maxNormalisedMargin")).ToEqual(square["marginRatio"], Within.Of(tolerance, tolerance < 1e-3 ? "exactly invariant; error of the integrator" : "the perturbation has grown like the root of the margin"));
    }
}
