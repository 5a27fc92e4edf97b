using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Reporting.Tests;

/// <summary>
/// A made-up run that has one of everything: verified, refuted as expected and not, inconclusive, not run, a control
/// without teeth, a snapshot that differs, long tables, line figures on logarithmic axes, small and large heat maps.
/// Its numbers are invented for the look of the report; they are not results.
/// </summary>
internal static class SyntheticEvidence
{
    public const string Hostile = "<script>alert('x')</script> & \"quotes\" $\\lambda<1$ \u202E";

    public static readonly RunHeader Header = new()
    {
        Version = "0.1.0",
        Started = "2026-01-02T03:04:05Z",
        Tier = "default",
        Commit = "0123456789abcdef0123456789abcdef01234567",
        Dirty = true,
        Runtime = ".NET 10.0.1",
        OperatingSystem = "Debian GNU/Linux 12 (X64)",
        Processor = "Example CPU @ 2.60GHz",
        Threads = 2,
        Simd = "AVX-512 (512 bit)",
        LockDigest = new string('a', 64),
        Environment = new OrderedDictionary<string, string>(StringComparer.Ordinal) { ["engine: deterministic"] = "double and float kernels", ["data: mnist"] = "absent (NCVERIFY_DATA is not set)" },
    };

    public static IReadOnlyList<EvidenceRecord> Records { get; } = [.. Build()];

    public static Evidence Evidence { get; } = Evidence.Of(Records);

    private static IEnumerable<EvidenceRecord> Build()
    {
        yield return Header;
        foreach (EvidenceRecord record in SeparatedGeometry().Concat(MergingClassifiers()).Concat(DeepLinear()).Concat(Others()))
        {
            yield return record;
        }

        yield return new RunFooter { Ended = "2026-01-02T03:06:05Z", Seconds = 120.25, Records = 0 };
    }

    private static IEnumerable<EvidenceRecord> SeparatedGeometry()
    {
        const string Id = "SELI-05";
        yield return Claim(Id, "The SELI geometry minimises the separation problem for every vector of class sizes", "thrampoulidis2022", Provenance.New) with
        {
            Statement = "With $\\hat{Z} = \\left(I_K - \\frac{1}{K}\\mathbf{1}\\mathbf{1}^\\top\\right) Y = V \\Lambda U^\\top$, the minimisers of\n\n$$\\min_{W,H}\\ \\tfrac12 \\lVert W\\rVert_F^2 + \\tfrac12\\lVert H\\rVert_F^2 \\quad\\text{subject to}\\quad (w_{y_i} - w_c)^\\top h_i \\ge 1,\\ c \\ne y_i$$\n\nsatisfy $W H = \\hat Z$, $W W^\\top = V\\Lambda V^\\top$ and $H^\\top H = U \\Lambda U^\\top$, and the value is $\\sum_{j=1}^{K-1}\\sigma_j(\\hat Z) = \\|\\hat Z\\|_*$.",
            Assumptions = ["$d \\ge K-1$", "every class has at least one sample, $n_k \\ge 1$"],
            Control = "Simplex ETF in place of SELI for uneven sizes: the same comparisons must fail.",
            Finding = "Reported for $(R, 1/2)$-STEP profiles; it holds for all sizes, with the dual certificate $A = V U^\\top$ in closed form.",
            Place = "Theorem 1",
        };
        CounterRandom random = new(7);
        string[] sizes = ["(6, 5, 3, 2)", "(10, 1, 1)", "(100, 10, 1, 1, 1)", "(4, 4, 4, 4)", "(50, 20, 7)", "(9, 8, 7, 6, 5, 4)"];
        foreach (string size in sizes)
        {
            string test = $"SeparationTest.ItIsOptimal({size})";
            yield return Test(Id, test, $"class sizes {size}", OracleKind.Certificate, 0.12) with
            {
                Certificates = [new($"separation, sizes {size}", "closed form", "dual, exact", 3.4641016151377544, 3.4641016151377535, 2.6e-16)],
                Snapshot = "equal",
            };
            foreach (string quantity in (string[])["$W W^\\top$", "$H^\\top H$", "logits $WH$", "value $\\|\\hat Z\\|_*$"])
            {
                yield return Observation(Id, test, quantity, Math.Pow(10, -16 + (5 * random.NextDouble())), 1e-10, "optimal to a gap of 1e-15; the Gram inherits its square root") with
                {
                    Measured = quantity.StartsWith("value", StringComparison.Ordinal) ? 3.4641016151377544 : Gram(4, random),
                    Expected = quantity.StartsWith("value", StringComparison.Ordinal) ? 3.4641016151377535 : Gram(4, random),
                    Seed = 7,
                };
            }
        }

        yield return Test(Id, "SeparationTest.SolverFindsIt(5)", "from 5 random starts", OracleKind.Solver, 1.42);
        yield return Observation(Id, "SeparationTest.SolverFindsIt(5)", "$\\|WH - \\hat Z\\|_\\infty$", 3.1e-8, 1e-7, "solver stops at a gradient of 1e-9") with { Seed = 12345, Oracle = OracleKind.Solver };
        yield return Test(Id, "SeparationTest.NotAnEtf", "ETF at sizes (6, 5, 3, 2)", OracleKind.Certificate, 0.01, control: true);
        yield return Observation(Id, "SeparationTest.NotAnEtf", "$W W^\\top$", 0.183, 1e-10, "as above", control: true);
        yield return Heat(Id, "grams", 4);
        yield return Heat(Id, "large", 24);
    }

    private static IEnumerable<EvidenceRecord> MergingClassifiers()
    {
        const string Id = "HL-3";
        yield return Claim(Id, "Classifiers of a cluster coincide exactly from $\\lambda = \\sqrt{n_k}/N$ on", "hong2024", Provenance.AsCommonlyStated) with
        {
            Statement = "For class $k$ in a cluster of equal sizes $n_k$, $w_i = w_j$ if and only if $$\\lambda_Z \\ge \\frac{\\sqrt{n_k}}{N}, \\qquad \\lambda_Z = \\sqrt{\\lambda_W\\lambda_H}.$$",
            Control = "One part in a thousand below the threshold, where they must differ.",
        };
        yield return Test(Id, "MergeTest.AboveItTheyCoincide", "at 1.001 times the threshold", OracleKind.Certificate, 0.4) with { Snapshot = "not equal: contrast 1.2e-12, approved 3.4e-12 ± 1e-13" };
        yield return Observation(Id, "MergeTest.AboveItTheyCoincide", "contrast $\\max_{i,j}\\lVert w_i - w_j\\rVert$", 8.8e-10, 1e-9, "certified gap 1e-12; contrast $\\sim\\sqrt{\\text{gap}}$");
        yield return Test(Id, "MergeTest.BelowItTheyDiffer", "at 0.999 times the threshold", OracleKind.Certificate, 0.4, control: true);
        yield return Observation(Id, "MergeTest.BelowItTheyDiffer", "contrast", 0.02, 1e-9, "as above", control: true);
        double[] x = [.. Enumerable.Range(0, 60).Select(i => Math.Pow(10, -4 + (i * 0.05)))];
        double[] sparse = [.. x.Where((_, i) => i % 4 == 0)];
        double Contrast(double lambda, double at) => lambda < at ? Math.Sqrt(1 - (lambda / at)) : 1e-11;
        yield return new Figure
        {
            Claim = Id,
            Id = "contrast",
            Title = "Contrast of classifiers over the penalty $\\lambda_Z$",
            Caption = "Lines: closed form; points: certified solutions. Each cluster merges at its own threshold $\\sqrt{n_k}/N$, the small classes first.",
            RefutedBy = "a point above $10^{-9}$ to the right of its threshold, or below it to the left.",
            Series =
            [
                new("predicted, $n_k = 5$", SeriesRole.Predicted, x, [.. x.Select(v => Contrast(v, 0.12))]),
                new("predicted, $n_k = 1$", SeriesRole.Predicted, x, [.. x.Select(v => Contrast(v, 0.02))]),
                new("measured, $n_k = 5$", SeriesRole.Measured, sparse, [.. sparse.Select(v => Contrast(v, 0.12) * 1.01)]),
                new("measured, $n_k = 1$", SeriesRole.Measured, [.. sparse, 0.5], [.. sparse.Select(v => Contrast(v, 0.02) * 0.99), 0]),
                new("rounding", SeriesRole.Reference, [1e-4, 0.9], [1e-15, 1e-15]),
            ],
            Thresholds = new OrderedDictionary<string, double>(StringComparer.Ordinal) { ["$\\sqrt{1}/N$"] = 0.02, ["$\\sqrt{5}/N$"] = 0.12 },
            X = new("penalty $\\lambda_Z = \\sqrt{\\lambda_W \\lambda_H}$", Logarithmic: true),
            Y = new("contrast $\\max \\lVert w_i - w_j \\rVert$", Logarithmic: true),
        };
    }

    private static IEnumerable<EvidenceRecord> DeepLinear()
    {
        yield return Claim("MSE-B2", "With two or more linear layers the collapsed simplex is the global minimiser", "dang2023", Provenance.AsCommonlyStated) with { ExpectedVerdict = Verdict.Refuted, Finding = "Beaten for $K = 10$, $M = 2$ by an explicit point: $F = 2.1$ against $F_{DNC} = 2.3$." };
        yield return Test("MSE-B2", "DeepTest.Beaten", "$K = 10$, $M = 2$", OracleKind.ClosedForm, 0.03);
        yield return Observation("MSE-B2", "DeepTest.Beaten", "$F_{DNC} - F$", 0.2, 1e-12, "rounding of two objectives of order one") with { Comparison = Comparison.AtMost };
        yield return Test("MSE-B2", "DeepTest.Control", "$M = 1$", OracleKind.ClosedForm, 0.03, control: true);
        yield return Observation("MSE-B2", "DeepTest.Control", "$F_{DNC} - F$", 0.1, 1e-12, "as above", control: true);

        yield return Claim("MSE-C3", "The largest stationary root is the minimiser", "dang2023", Provenance.Corrected);
        yield return Test("MSE-C3", "RootTest.Band", "$b/n = 0.55$, $M = 2$", OracleKind.ClosedForm, 0.002) with { Outcome = TestOutcome.Failed, Message = "1 of 2 comparisons fails" };
        yield return Observation("MSE-C3", "RootTest.Band", "objective at the root", 0.069, 1e-12, "closed form, a few roundings");
        yield return Observation("MSE-C3", "RootTest.Band", "stationarity", 1e-16, 1e-12, "closed form, a few roundings");
        yield return Test("MSE-C3", "RootTest.Control", "control", OracleKind.ClosedForm, 0.002, control: true);
        yield return Observation("MSE-C3", "RootTest.Control", "stationarity", 1, 1e-12, "as above", control: true);
    }

    private static IEnumerable<EvidenceRecord> Others()
    {
        yield return Claim("CE-RELU-7", "The landscape of the ReLU model has stable points that are not global", "dang2024", Provenance.New);
        yield return Test("CE-RELU-7", "ReluTest.Stuck", "20 random starts", OracleKind.Solver, 9.5) with { Outcome = TestOutcome.Inconclusive, Message = "relative gap 1.3e-4 after 5000 iterations; 1e-10 is needed" };
        yield return Observation("CE-RELU-7", "ReluTest.Stuck", "smallest curvature", double.NaN, 1e-8, "Lanczos to 1e-9");

        yield return Claim("FIX-04", "A fixed ETF keeps self-duality", "yang2022", Provenance.AsPublished);
        yield return Test("FIX-04", "FixedTest.Dual", "free features", OracleKind.ClosedForm, 0.2);
        yield return Observation("FIX-04", "FixedTest.Dual", "angle", 1e-12, 1e-9, "rounding");
        yield return Test("FIX-04", "FixedTest.Control", "rotated, nonnegative features", OracleKind.ClosedForm, 0.2, control: true);
        yield return Observation("FIX-04", "FixedTest.Control", "angle", 3e-9, 1e-9, "rounding", control: true);

        yield return Claim("NC-1", "Trained networks collapse: NC1 tends to zero", "papyan2020", Provenance.AsPublished);
        yield return Test("NC-1", "NetworkTest.Mnist", "MNIST, balanced", OracleKind.Network, 0) with { Outcome = TestOutcome.NotRun, Message = "data absent: mnist" };
        yield return Claim("NC-2", Hostile, "papyan2020", Provenance.AsPublished) with { Statement = Hostile, Assumptions = [Hostile], Control = Hostile, Citation = Hostile, Identifier = "javascript:alert(1)", Place = Hostile };
        yield return Claim("NC-10", "A claim whose mathematics cannot be read: $\\unknown{x}$", "papyan2020", Provenance.AsPublished) with { Identifier = "10.1073/pnas.2015509117" };
    }

    private static ClaimRecord Claim(string id, string title, string paper, Provenance provenance) => new()
    {
        Claim = id,
        Title = title,
        PaperKey = paper,
        Paper = char.ToUpperInvariant(paper[0]) + paper[1..^4] + " et al. " + paper[^4..],
        Citation = char.ToUpperInvariant(paper[0]) + paper[1..^4] + " et al. An invented title. Proceedings, " + paper[^4..] + ".",
        Identifier = "2410.23169",
        Provenance = provenance,
        Statement = "$\\lVert W W^\\top - \\alpha (I - \\mathbf{1}\\mathbf{1}^\\top/K)\\rVert_F = 0$.",
        Assumptions = ["$d \\ge K$"],
        Control = "One step past the threshold.",
        Oracles = [OracleKind.ClosedForm, OracleKind.Solver],
        ExpectedVerdict = Verdict.Verified,
    };

    private static TestRecord Test(string claim, string test, string regime, OracleKind oracle, double seconds, bool control = false) => new()
    {
        Claim = claim,
        Test = test,
        Fixture = test.Split('.')[0],
        Regime = regime,
        Oracle = oracle,
        Control = control,
        Outcome = TestOutcome.Passed,
        Seconds = seconds,
    };

    private static Observation Observation(string claim, string test, string quantity, double error, double tolerance, string reason, bool control = false) => new()
    {
        Claim = claim,
        Test = test,
        Quantity = quantity,
        Measured = error,
        Expected = 0.0,
        Error = error,
        Tolerance = tolerance,
        Reason = reason,
        Oracle = OracleKind.Certificate,
        Control = control,
    };

    private static Matrix Gram(int k, CounterRandom random) => Matrix.Create(k, k, (i, j) => (i == j ? 1 : -1.0 / (k - 1)) + (0.1 * random.NextGaussian()));

    private static Figure Heat(string claim, string id, int k) => new()
    {
        Claim = claim,
        Id = id,
        Title = $"Classifier Gram $W W^\\top$, $K = {k}$",
        Caption = "Predicted and measured on one scale, and a thousand times their difference.",
        RefutedBy = "a cell of the difference that is not blank.",
        HeatMaps =
        [
            new("predicted $V\\Lambda V^\\top$", Gram(k, new(1))),
            new("measured", Gram(k, new(1))),
            new("$1000\\times$ difference", Matrix.Create(k, k, (i, j) => i == 1 && j == 2 ? double.NaN : 1e-7 * (i - j))),
        ],
    };
}
