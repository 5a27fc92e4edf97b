using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli18 = NCVerify.Claims.Thrampoulidis2022.ZeroRidgeDescent;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-18: without ridge the within-class spread falls like the root of 1/log(1/loss), and SELI stays far away.</summary>
public sealed class ZeroRidgeDescent : ClaimSpec<Seli18>
{
    private static readonly double[] Levels = [7, 15, 30, 60, 100];

    private static IEnumerable<TestCaseData> Profiles()
    {
        yield return Regime.Sizes(20, 20, 2, 2);
        yield return Regime.Sizes(10, 10, 2);
        yield return Regime.Sizes(4, 4, 4, 4);
        yield return Regime.Sizes(8, 5, 3, 2);
    }

    [Oracle(OracleKind.Flow), TestCaseSource(nameof(Profiles))]
    public void TheSpreadFallsLikeTheRoot(int[] sizes) => CheckSpread(sizes, Descend(sizes));

    [Oracle(OracleKind.Flow), TestCaseSource(nameof(Profiles))]
    public void TheNormsGrowAtTheRateOfTheSeparator(int[] sizes)
    {
        FlowState end = Descend(sizes)[^1];
        double rate = Predict(("n", sizes)).Number("normSquareRate"), log = -Math.Log(end.Loss);
        double[] measured = [end.W.SquaredNorm() / log / rate, end.H.SquaredNorm() / log / rate];
        Expect("$\\lVert W\\rVert^2$ and $\\lVert H\\rVert^2$ over $\\log(1/L)$ and over their limit, at $L=e^{-100}$", measured).ToEqual(new[] { 1.0, 1.0 }, Within.Of(0.1, "errors of order log(multiplicity)/100: 0.052 was the most seen"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Profiles))]
    public void TheRateIsTheValueOfTheSeparationProblem(int[] sizes)
    {
        double value = CertifiedSolution(Problem.Separation(sizes)).Objective;
        Expect("value of the separation problem", value).ToEqual(Predict(("n", sizes))["normSquareRate"], Within.CertifiedGap);
    }

    [Test, Oracle(OracleKind.Flow)]
    public void TinyLossesAreStillFarFromSeli()
    {
        int[] sizes = [20, 20, 2, 2];
        FlowState[] states = Descend(sizes);
        double[] logs = [.. states.Select(s => -Math.Log(s.Loss))];
        double[] distances = [.. states.Select(s => (s.W * Means(sizes, s.H)).NormalisedDistance(Matrix.Centring(4)))];
        Expect("$d_Z$ from $L=e^{-7}$ to $e^{-30}$", distances[..3]).ToBeAtLeast(0.1, Within.Of(0, "0.165 was the least seen"));
        Expect("$d_Z$ at the last over that at the first", distances[^1] / distances[0]).ToBeAtMost(0.5, Within.Of(0, "it falls, if slowly"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "spread-and-distance",
            Title = "Descent without ridge, n = (20, 20, 2, 2)",
            Caption = "Within-class spread and distance of the logits from SELI against the logarithm of the loss; the line has slope −1/2.",
            RefutedBy = "a spread that leaves the line",
            X = new Axis("$\\log(1/L)$", Logarithmic: true),
            Y = new Axis("relative size", Logarithmic: true),
            Series =
            [
                new("within-class spread", SeriesRole.Measured, logs, [.. states.Select(s => Spread(sizes, s.H))]),
                new("slope −1/2", SeriesRole.Predicted, logs, [.. logs.Select(l => Spread(sizes, states[0].H) * Math.Pow(l / logs[0], Predict(("n", sizes)).Number("spreadExponent")))]),
                new("$d_Z$", SeriesRole.Measured, logs, distances),
            ],
        });
    }

    [Oracle(OracleKind.Flow), Control, TestCaseSource(nameof(Profiles))]
    public void WithRidgeTheSpreadVanishes(int[] sizes)
    {
        (Matrix w, Matrix h) = Start(sizes);
        FlowState[] states = [.. new[] { 300, 3000, 20_000 }.Select(steps =>
        {
            DescentEnd end = new RidgeDescent(sizes, sizes.Length, 0.03).Run(w, h, 0.4 / sizes.Max(), steps, 0);
            return new SeparationFlow(sizes, sizes.Length).Run(end.W, end.H, _ => true);
        })];
        CheckSpread(sizes, states);
    }

    private void CheckSpread(int[] sizes, FlowState[] states)
    {
        double exponent = Predict(("n", sizes)).Number("spreadExponent");
        double[] drift = [.. states.Select(s =>
            Math.Log(Spread(sizes, s.H) / Spread(sizes, states[0].H)) - (exponent * Math.Log(Math.Log(s.Loss) / Math.Log(states[0].Loss))))];
        Expect("$\\log$ of spread times root of $\\log(1/L)$, over the first", drift).ToBeZero(Within.Of(Math.Log(1.2), "20 per cent on the product: the approach to the constant is itself logarithmic"));
    }

    // Loss-normalised descent; a state just after each level of log(1/loss).
    private static FlowState[] Descend(int[] sizes)
    {
        (Matrix w, Matrix h) = Start(sizes);
        var flow = new SeparationFlow(sizes, sizes.Length);
        FlowState state = flow.Run(w, h, _ => true);
        var states = new List<FlowState>();
        for (int chunk = 0; states.Count < Levels.Length; chunk++)
        {
            if (chunk == 20_000)
            {
                throw new OracleException($"descent without ridge: the loss is {Exact.Format(state.Loss, 3)} after {chunk} times 20 steps.");
            }

            state = flow.Descend(state.W, state.H, (loss, square) => 0.3 / (loss * square), 20);
            if (-Math.Log(state.Loss) >= Levels[states.Count])
            {
                states.Add(state);
            }
        }

        return [.. states];
    }

    private static (Matrix W, Matrix H) Start(int[] sizes)
    {
        var random = new CounterRandom(3);
        return (random.GaussianMatrix(sizes.Length, sizes.Length, 0.1), random.GaussianMatrix(sizes.Length, sizes.Sum(), 0.1));
    }

    private static double Spread(int[] sizes, Matrix h) => Math.Sqrt(Grams.WithinClassShare(h, sizes));

    private static Matrix Means(int[] sizes, Matrix h) =>
        Matrix.Create(h.Rows, sizes.Length, (i, k) => h.Row(i).Slice(sizes.Take(k).Sum(), sizes[k]).ToArray().Average());
}
