using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Lpm4 = NCVerify.Claims.Fang2021.FiniteThreshold;
using Lpm5 = NCVerify.Claims.Fang2021.CosineBelowThreshold;

namespace NCVerify.Specs.Fang2021;

/// <summary>LPM-4: minority classifiers coincide exactly from the ratio R_0 on, which four equations determine.</summary>
public sealed class FiniteThreshold : ClaimSpec<Lpm4>
{
    private static IEnumerable<TestCaseData> Clusters => PeeledSettings.All();

    private static IEnumerable<TestCaseData> Above() => PeeledSettings.Times(1.001, 1.01, 1.1, 3);

    private static IEnumerable<TestCaseData> Below() => PeeledSettings.Times(0.9, 0.99);

    // From the logits alone: softmax, gradient and nuclear norm by matrices.
    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Clusters))]
    public void ThePointSatisfiesItsEquations(PeeledClusters c)
    {
        Prediction p = Predict(c.Parameters());
        (double ratio, double a, double t1, double t2) = (p.Number("R0"), p.Number("aA"), p.Number("t1"), p.Number("t2"));
        int k = c.Classes, ka = c.Majority, kb = c.Minority;
        double[] direction = [.. Enumerable.Range(0, k).Select(i => i < ka ? Math.Sqrt((double)kb / (k * ka)) : -Math.Sqrt((double)ka / (k * kb)))];
        Matrix z = Matrix.Create(k, k, (i, j) => (direction[i] * (j < ka ? t1 / Math.Sqrt(ka) : t2 / Math.Sqrt(kb))) + (i < ka && j < ka ? a * ((i == j ? 1 : 0) - (1.0 / ka)) : 0));
        Matrix gradient = Matrix.Create(k, k, (i, j) => (j < ka ? ratio : 1) * (Softmax(z.Column(j))[i] - (i == j ? 1 : 0)));
        Matrix singular = gradient.Transpose() * gradient;
        Within rounding = Within.Of(1e-11, "Newton in double precision; residuals of the equations");
        Expect("spectral norm of the gradient: the multiplier at the threshold", Math.Sqrt(SymmetricEigen.Decompose(singular).Values[^1])).ToEqual(1, rounding);
        Expect("inner product of minus gradient and logits: multiplier times $\\rho$", -gradient.InnerProduct(z)).ToEqual(p["rho"], Within.Fraction(1e-11, "as above"));
        Expect("nuclear norm of the logits", SymmetricEigen.Decompose(z.Transpose() * z).Values.Sum(v => Math.Sqrt(Math.Max(0, v)))).ToEqual(p["rho"], Within.Of(1e-6, "square root of eigenvalues that are zero up to rounding"));
        Expect("loss of a majority and a minority sample", new[] { -Math.Log(Softmax(z.Column(0))[0]), -Math.Log(Softmax(z.Column(k - 1))[k - 1]) }).ToEqual(new[] { p.Number("CEMajority"), p.Number("CEMinority") }, rounding);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Above))]
    public void FromItOnTheyCoincide(PeeledClusters clusters, double factor) => CheckMerged(CertifiedSolution(AtThreshold(clusters, factor)));

    [Oracle(OracleKind.Certificate), Control, TestCaseSource(nameof(Below))]
    public void BelowItTheyDiffer(PeeledClusters clusters, double factor) => CheckMerged(CertifiedSolution(AtThreshold(clusters, factor)));

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Below))]
    public void BelowItTheDistanceIsNotZero(PeeledClusters clusters, double factor) =>
        Expect("$\\lVert w_i - w_j \\rVert^2$ below", PeeledSettings.LastDistance2(CertifiedSolution(AtThreshold(clusters, factor)).ClassifierGram)).ToBeAtLeast(1e-3, Within.Of(0, "not merged"));

    [Test, Oracle(OracleKind.Solver)]
    public void RandomStartsMergeAboveIt()
    {
        PeeledClusters clusters = PeeledSettings.Clusters[0];
        double threshold = Predict(clusters.Parameters()).Number("R0");
        CertifiedSolution above = RandomStartSolution(PeeledSettings.Peeled([24, 24, 2, 2], 1, 1)), below = RandomStartSolution(PeeledSettings.Peeled([6, 6, 2, 2], 1, 1));
        Expect("the ratios 12 and 3 lie on both sides of $R_0$", (12 - threshold) * (threshold - 3)).ToBeAtLeast(1, Within.Of(0, "3.38"));
        CheckMerged(above);
        Expect("cosine of the minority classifiers at R = 3", PeeledSettings.LastCosine(below.ClassifierGram)).ToEqual(PredictFor<Lpm5>(clusters.Parameters(("R", 3))).Number("cosMinorityClassifiers"), Within.FirstOrder);
    }

    [Test, Oracle(OracleKind.Certificate)]
    public void CosinesReachOneAtTheirThresholds()
    {
        double[] factors = [.. Enumerable.Range(0, 17).Select(i => 0.32 + (i * 0.06))];
        var series = new List<Series>();
        foreach (PeeledClusters c in PeeledSettings.Clusters.Take(3))
        {
            Problem[] problems = [.. factors.Select(f => AtThreshold(c, f))];
            double[] predicted = [.. problems.Select(p => PredictFor<Lpm5>(c.Parameters(("R", PeeledClusters.Ratio(p)))).Number("cosMinorityClassifiers"))];
            double[] measured = [.. problems.Select(p => PeeledSettings.LastCosine(CertifiedSolution(p).ClassifierGram))];
            Expect($"cosine along R, {c}", measured).ToEqual(predicted, PeeledSettings.Certified);
            series.Add(new($"{c}", SeriesRole.Predicted, factors, predicted));
            series.Add(new($"{c}, measured", SeriesRole.Measured, factors, measured));
        }

        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "cosines",
            Title = "Cosine of two minority classifiers",
            Caption = "Over the imbalance ratio in units of $R_0$: four scalars (lines) and certified solutions (points).",
            RefutedBy = "a cosine below 1 to the right of the line, or equal to 1 to its left",
            X = new Axis("$R/R_0$"),
            Y = new Axis("$\\cos(w_i, w_j)$"),
            Thresholds = new Dictionary<string, double>(StringComparer.Ordinal) { ["minorities merge"] = 1 },
            Series = series,
        });
    }

    [Test, Oracle(OracleKind.Certificate)]
    public void TheThresholdOverTheEnergies()
    {
        double[] radii = [1, 1.5, 2, 3, 4], fine = [.. Enumerable.Range(0, 25).Select(i => Math.Pow(4, i / 24.0))];
        var series = new List<Series>();
        foreach ((int majority, int minority) in new[] { (2, 2), (3, 3), (4, 2) })
        {
            PeeledClusters At(double radius) => new(majority, minority, 1, radius * radius);
            double Predicted(double radius) => Predict(At(radius).Parameters()).Number("R0");
            double[] predicted = [.. radii.Select(Predicted)];
            double[] measured = [.. radii.Zip(predicted, (r, ratio) => MergingRatio(At(r), ratio / 1.12, ratio * 1.09))];
            string name = $"$K_A = {Exact.Format(majority)}$, $K_B = {Exact.Format(minority)}$";
            Expect($"$R_0$ by bisection over the predicted one, {name}", measured.Zip(predicted, (m, p) => m / p).ToArray()).ToEqual(predicted.Select(_ => 1.0).ToArray(), Within.Of(3e-3, "half of the bisection's last interval is 0.0025; ratios are rounded to thousandths"));
            series.Add(new(name, SeriesRole.Predicted, fine, [.. fine.Select(Predicted)]));
            series.Add(new($"{name}, certified", SeriesRole.Measured, radii, measured));
        }

        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "thresholds",
            Title = "The ratio from which minority classifiers coincide, over the energies",
            Caption = "$R_0$ from four equations (lines), and found by bisection of certified solutions (points); above a line the minorities have collapsed.",
            RefutedBy = "a point off its line",
            X = new Axis("$\\sqrt{E_W E_H}$", Logarithmic: true),
            Y = new Axis("$R_0$", Logarithmic: true),
            Series = series,
        });
    }

    // Whether the minorities coincide at a certified solution decides each step; the given ends must lie on both sides.
    private double MergingRatio(PeeledClusters clusters, double below, double above)
    {
        bool Merged(double ratio) => PeeledSettings.LastDistance2(CertifiedSolution(clusters.At(ratio, 1000)).ClassifierGram) <= 1e-9;
        Expect($"distinct below and merged above, {clusters}", new[] { Merged(below), Merged(above) }).ToEqual(new[] { false, true }, Within.Of(0, "the ends of the bisection are on both sides"));
        while (above / below > 1.005)
        {
            double middle = Math.Sqrt(below * above);
            (below, above) = Merged(middle) ? (below, middle) : (middle, above);
        }

        return Math.Sqrt(below * above);
    }

    private void CheckMerged(CertifiedSolution s)
    {
        Within zero = Within.Of(1e-13, "rounding; one per cent below the threshold it is above 1e-3");
        Expect("$\\lVert w_i - w_j \\rVert^2$", PeeledSettings.LastDistance2(s.ClassifierGram)).ToBeZero(zero);
        Expect("$\\lVert h_i - h_j \\rVert^2$", PeeledSettings.LastDistance2(s.MeanGram)).ToBeZero(zero);
    }

    private Problem AtThreshold(PeeledClusters c, double factor) => c.At(factor * Predict(c.Parameters()).Number("R0"), 100_000);

    private static double[] Softmax(double[] z)
    {
        double top = z.Max(), sum = z.Sum(x => Math.Exp(x - top));
        return [.. z.Select(x => Math.Exp(x - top) / sum)];
    }
}
