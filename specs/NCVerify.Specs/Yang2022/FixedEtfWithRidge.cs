using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Fix01 = NCVerify.Claims.Yang2022.FixedEtfWithRidge;

namespace NCVerify.Specs.Yang2022;

/// <summary>FIX-01: h_i = alpha w_y with one alpha for any class sizes.</summary>
public sealed class FixedEtfWithRidge : ClaimSpec<Fix01>
{
    private static IEnumerable<TestCaseData> Profiles => FixedEtfSettings.Profiles();

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Profiles))]
    public void DescentFindsItForAnySizes(int[] sizes) => Check(new(FixedEtfSettings.Etf(sizes.Length, 2), sizes) { Lambda = 0.3 });

    [Test, Oracle(OracleKind.Solver)]
    public void LengthsOverThePenalty()
    {
        double[] lambdas = [0.01, 0.03, 0.1, 0.3, 1, 3];
        int[] sizes = [4, 2, 1];
        double[] predicted = [.. lambdas.Select(l => At(3, 1, l).Number("alpha"))];
        double[] measured = [.. lambdas.Select(l =>
        {
            var problem = new FixedClassifierProblem(FixedEtfSettings.Etf(3, 1), sizes) { Lambda = l };
            return Math.Sqrt(FixedClassifierFeatures(problem).Column(0).Sum(x => x * x));
        })];
        Expect("length of a majority feature over $\\lambda$", measured).ToEqual(predicted, Within.Of(1e-8, "gradient at most 1e-11 over $\\lambda$ of at least 0.01"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "length-over-penalty",
            Title = "Length of the features under a fixed ETF, K = 3",
            Caption = "The root of the scalar equation and descent on all features; one length for all classes.",
            RefutedBy = "a point off the line",
            X = new Axis("$\\lambda$ (sum loss)", Logarithmic: true),
            Y = new Axis("$\\lVert h\\rVert$"),
            Series = [new("closed form", SeriesRole.Predicted, lambdas, predicted), new("descent", SeriesRole.Measured, lambdas, measured)],
        });
    }

    [Oracle(OracleKind.ClosedForm), TestCase(3, 1.0, 0.1), TestCase(10, 2.0, 1e-4), TestCase(100, 1.0, 5.0)]
    public void TheGradientVanishesThere(int classes, double energy, double lambda)
    {
        // lambda alpha w_y = w_y - sum_c p_c w_c with the softmax of the logits, written out.
        double alpha = At(classes, energy, lambda).Number("alpha");
        Matrix w = Matrix.Centring(classes).Scale(Math.Sqrt(energy * classes / (classes - 1.0)));
        double[] logits = [.. Enumerable.Range(0, classes).Select(c => alpha * Enumerable.Range(0, classes).Sum(r => w[c, r] * w[0, r]))];
        double[] p = [.. logits.Select(z => Math.Exp(z - logits[0]))];
        double[] gradient = [.. Enumerable.Range(0, classes).Select(r => (lambda * alpha * w[0, r]) + Enumerable.Range(0, classes).Sum(c => ((p[c] / p.Sum()) - (c == 0 ? 1 : 0)) * w[c, r]))];
        Expect("gradient at $\\alpha w_y$", gradient).ToBeZero(Within.Of(1e-12, "rounding of probabilities"));
    }

    [Test, Control, Oracle(OracleKind.Solver)]
    public void OrthogonalClassifiersDoNotAlignThem() => Check(new(FixedEtfSettings.Orthogonal(4, 2), [8, 4, 2, 1]) { Lambda = 0.3 });

    private void Check(FixedClassifierProblem problem)
    {
        Prediction claim = At(problem.Samples.Count, 2, problem.Lambda);
        Matrix features = FixedClassifierFeatures(problem);
        Expect("$h_i-\\alpha w_{y_i}$", FixedEtfSettings.Misfit(problem, features, _ => claim.Number("alpha"))).ToBeZero(Within.Of(1e-9, "gradient at most 1e-11 over $\\lambda=0.3$"));
        Expect("$\\lVert h_i\\rVert^2$", Enumerable.Range(0, features.Columns).Select(i => features.Column(i).Sum(x => x * x)).ToArray())
            .ToEqual(Enumerable.Repeat(claim.Number("hNorm2"), features.Columns).ToArray(), Within.Of(1e-9, "gradient at most 1e-11 over $\\lambda=0.3$"));
    }

    private Prediction At(int classes, double energy, double lambda) => Predict(("K", classes), ("EW", energy), ("lambdaSum", lambda));
}
