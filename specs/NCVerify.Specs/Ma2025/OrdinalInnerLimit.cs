using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Clm01 = NCVerify.Claims.Ma2025.OrdinalEquationOfState;
using Clm04 = NCVerify.Claims.Ma2025.OrdinalInnerLimit;

namespace NCVerify.Specs.Ma2025;

/// <summary>CLM-04: inner latent values tend to midpoints for symmetric links, elsewhere for others.</summary>
public sealed class OrdinalInnerLimit : ClaimSpec<Clm04>
{
    private static IEnumerable<TestCaseData> Links => Link.All.Select(l => new TestCaseData(l).SetArgDisplayNames(l.Name));

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Links))]
    public void ThereTheLossOfTheClassIsLeast(Link link)
    {
        OrdinalScale scale = OrdinalSettings.Uneven(link);
        double[] slopes = [.. Limits(link).Select((z, i) => scale.Slope(i + 1, z))];
        Expect("$l_q'(z_q^0)$", slopes).ToBeZero(Within.Of(1e-13, "two formulas in double precision"));
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Links))]
    public void CertifiedMinimaTendThere(Link link)
    {
        const double Lambda = 1e-4;
        OrdinalScale scale = OrdinalSettings.Uneven(link);
        Prediction minimum = PredictFor<Clm01>(OrdinalSettings.Parameters(scale, Lambda));
        double bound = Workbench.Current.OrdinalBound(scale, Lambda, minimum.Vector("z"));
        Expect("objective minus rigorous lower bound", minimum.Number("objective") - bound).ToBeZero(Within.Of(1e-11, "the bound gives away its own rounding"));
        Expect("inner $z_q$", Inner(minimum.Vector("z"))).ToEqual(Shifted(scale, Lambda), Within.Of(1e-9, "second order in the penalty over S, 1e-4/50"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Links))]
    public void RandomStartsTendThere(Link link) => CheckSolved(link, link);

    [Test, Control, Oracle(OracleKind.Solver)]
    public void AnAsymmetricLinkDoesNotTendToMidpoints() => CheckSolved(new CloglogLink(), new LogitLink());

    private void CheckSolved(Link solved, Link predicted)
    {
        const double Lambda = 1e-2;
        int[] sizes = [6, 2, 5, 3, 4];
        var model = new CumulativeLinkModel(new(sizes, [-2, -0.5, 0.3, 2.5], solved), Lambda, Lambda, 2);
        double[] latent = OrdinalSettings.Latent(RandomStartMinimum(model)), z = OrdinalSettings.PerClass(model, latent);
        IReadOnlyList<double> state = PredictFor<Clm01>(OrdinalSettings.Parameters(model.Scale, Lambda)).Vector("z");
        Expect("latent values of all samples, against the equation of state", latent).ToEqual(OrdinalSettings.PerSample(model, state), Within.Of(1e-8, "L-BFGS to a gradient of 1e-11, over the penalty"));
        Expect("inner $z_q$", Inner(z)).ToEqual(Shifted(new(sizes, model.Scale.Thresholds, predicted), Lambda), Within.Of(1e-5, "second order in the penalty over S, 1e-2/20"));
    }

    private double[] Shifted(OrdinalScale scale, double lambda)
    {
        Prediction limit = Predict(OrdinalSettings.Parameters(scale, lambda));
        return [.. limit.Vector("z").Zip(limit.Vector("shift"), (z, s) => z + s)];
    }

    private IReadOnlyList<double> Limits(Link link) => Predict(("b", OrdinalSettings.Uneven(link).Thresholds), ("link", link.Name)).Vector("z");

    private static double[] Inner(IReadOnlyList<double> z) => [.. z.Skip(1).SkipLast(1)];
}
