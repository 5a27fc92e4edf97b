using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Seli06 = NCVerify.Claims.Thrampoulidis2022.StepAngles;

namespace NCVerify.Specs.Thrampoulidis2022;

/// <summary>SELI-06: all angles of a STEP profile.</summary>
public sealed class StepAngles : ClaimSpec<Seli06>
{
    private static IEnumerable<TestCaseData> Steps => SeliSettings.Steps();

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Steps))]
    public void OfTheSeparatorFoundByAdmm(StepProfile step) => Check(CertifiedSolution(Problem.Separation(step.Sizes())), step, Within.CertifiedGap);

    [Test, Oracle(OracleKind.Solver)]
    public void OfTheSeparatorFoundFromRandomStarts()
    {
        var step = new StepProfile(2, 2, 3, 2);
        Check(RandomStartSolution(Problem.Separation(step.Sizes())), step, Within.FirstOrder);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Steps))]
    public void MinorityClassifiersCloseUpAsTheExactFormulaSays(StepProfile step)
    {
        double rhoBar = (double)step.Majority / step.K, rho = 1 - rhoBar, r = step.Ratio;
        double expected = step.Minority / (step.Minority - 1 + (rhoBar * Math.Sqrt((r * rho) + rhoBar)));
        Expect("$1 - \\cos(w_m, w_{m'})$", 1 - Predict(SeliSettings.Parameters(step)).Number("cosWMinMin")).ToEqual(expected, Within.Rounding);
    }

    [Test, Oracle(OracleKind.Certificate)]
    public void AnglesOverTheImbalance()
    {
        int[] ratios = [1, 2, 4, 7, 10, 20, 50, 100];
        double[] x = [.. ratios.Select(r => (double)r)];
        CertifiedSolution[] measured = [.. ratios.Select(r => CertifiedSolution(Problem.Separation([r, r, 1, 1])))];
        Prediction[] predicted = [.. ratios.Select(r => Predict(SeliSettings.Parameters(new StepProfile(2, 2, r, 1))))];
        var series = new List<Series>();
        void Add(string name, string quantity, Func<CertifiedSolution, double> cosine)
        {
            double[] line = [.. predicted.Select(p => Degrees(p.Number(quantity)))], points = [.. measured.Select(s => Degrees(cosine(s)))];
            Expect(name + " over $R$ (degrees)", points).ToEqual(line, Within.Of(1e-3, "certified gap at most 1e-10; degrees"));
            series.Add(new(name + ", closed form", SeriesRole.Predicted, x, line));
            series.Add(new(name + ", ADMM", SeriesRole.Measured, x, points));
        }

        Add("majority classifiers", "cosWMajMaj", s => s.ClassifierGram.Cosine(0, 1));
        Add("minority classifiers", "cosWMinMin", s => s.ClassifierGram.Cosine(2, 3));
        Add("minority means", "cosHMinMin", s => s.MeanGram.Cosine(2, 3));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "angles",
            Title = "Angles over the imbalance",
            Caption = "Two majorities and two minorities. Minority classifiers close up, orthogonal at $R = 7$, while minority class means open up.",
            RefutedBy = "a point off its line",
            X = new Axis("imbalance ratio $R$", Logarithmic: true),
            Y = new Axis("angle (degrees)"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["orthogonal at R* = 7"] = 7 },
            Series = series,
        });
    }

    [Test, Control, Oracle(OracleKind.Certificate)]
    public void BalancedClassesHaveOthers() =>
        Check(CertifiedSolution(Problem.Separation([4, 4, 4, 4])), new StepProfile(2, 2, 10, 1), Within.CertifiedGap);

    private void Check(CertifiedSolution s, StepProfile step, Within within)
    {
        Prediction angles = Predict(SeliSettings.Parameters(step));
        int k = step.K;
        Expect("$\\cos(w_M, w_{M'})$", s.ClassifierGram.Cosine(0, 1)).ToEqual(angles["cosWMajMaj"], within);
        Expect("$\\cos(w_m, w_{m'})$", s.ClassifierGram.Cosine(k - 2, k - 1)).ToEqual(angles["cosWMinMin"], within);
        Expect("$\\cos(w_M, w_m)$", s.ClassifierGram.Cosine(0, k - 1)).ToEqual(angles["cosWMajMin"], within);
        Expect("$\\cos(h_M, h_{M'})$", s.MeanGram.Cosine(0, 1)).ToEqual(angles["cosHMajMaj"], within);
        Expect("$\\cos(h_m, h_{m'})$", s.MeanGram.Cosine(k - 2, k - 1)).ToEqual(angles["cosHMinMin"], within);
        Expect("$\\cos(h_M, h_m)$", s.MeanGram.Cosine(0, k - 1)).ToEqual(angles["cosHMajMin"], within);
        Expect("$\\cos(w_m, h_m)$", s.Z[k - 1, k - 1] / Math.Sqrt(s.ClassifierGram[k - 1, k - 1] * s.MeanGram[k - 1, k - 1])).ToEqual(angles["cosWHMin"], within);
    }

    private static double Degrees(double cosine) => Math.Acos(cosine) * 180 / Math.PI;
}
