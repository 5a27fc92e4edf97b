using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Clm02 = NCVerify.Claims.Ma2025.OrdinalOrdering;

namespace NCVerify.Specs.Ma2025;

/// <summary>CLM-02: latent values stand in the order of the classes.</summary>
public sealed class OrdinalOrdering : ClaimSpec<Clm02>
{
    private static IEnumerable<TestCaseData> Cases => OrdinalSettings.Cases();

    private static IEnumerable<TestCaseData> Links => Link.All.Select(l => new TestCaseData(l).SetArgDisplayNames(l.Name));

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Cases))]
    public void RandomStartsEndInOrder(CumulativeLinkModel model) => Check(model);

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Links))]
    public void TheEquationOfStateHasNoOtherOrder(Link link)
    {
        // 100 random scales: 3 to 7 classes of 1 to 60 samples, thresholds 0.3 to 2.3 apart, penalties up to 0.95 of the threshold.
        var random = new CounterRandom(11);
        double smallest = double.PositiveInfinity;
        for (int i = 0; i < 100; i++)
        {
            int classes = 3 + random.NextInt(5);
            double b = -2 - random.NextDouble();
            double[] thresholds = [.. Enumerable.Range(1, classes - 1).Select(_ => b += 0.3 + (2 * random.NextDouble()))];
            var scale = new OrdinalScale([.. Enumerable.Range(0, classes).Select(_ => 1 + random.NextInt(60))], thresholds, link);
            double share = 0.01 + (0.94 * random.NextDouble());
            double threshold = PredictFor<Claims.Ma2025.OrdinalPhaseTransition>(OrdinalSettings.Parameters(scale)).Number("lambdaC");
            smallest = Math.Min(smallest, Predict(OrdinalSettings.Parameters(scale, share * threshold)).Vector("gaps").Min());
        }

        Expect("smallest $z_{q+1} - z_q$ of 100 random problems", smallest).ToBeAtLeast(Smallest, Above);
    }

    [Oracle(OracleKind.Solver), Control, TestCaseSource(nameof(Cases))]
    public void PastTheThresholdNothingIsInOrder(CumulativeLinkModel model) =>
        Check(OrdinalSettings.At(model, 1.01 * PredictFor<Claims.Ma2025.OrdinalPhaseTransition>(OrdinalSettings.Parameters(model.Scale)).Number("lambdaC")));

    private const double Smallest = 1e-5;

    private static Within Above { get; } = Within.Of(1e-7, "where all is zero, differences are below 1e-10");

    private void Check(CumulativeLinkModel model)
    {
        double[] z = OrdinalSettings.PerClass(model, OrdinalSettings.Latent(RandomStartMinimum(model)));
        double[] gaps = [.. z.Zip(z.Skip(1), (a, b) => b - a)];
        Expect("$z_{q+1} - z_q$", gaps).ToBeAtLeast(Smallest, Above);
        Expect("$z_{q+1} - z_q$", gaps).ToEqual(Predict(OrdinalSettings.Parameters(model.Scale, model.Lambda))["gaps"], Within.Of(1e-9, "L-BFGS to a gradient of 1e-11, over the smaller penalty"));
    }
}
