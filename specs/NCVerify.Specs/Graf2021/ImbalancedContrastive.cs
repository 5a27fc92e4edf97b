using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Sc02 = NCVerify.Claims.Graf2021.ImbalancedContrastive;

namespace NCVerify.Specs.Graf2021;

/// <summary>SC-02: uneven classes collapse too, but minorities are squeezed.</summary>
public sealed class ImbalancedContrastive : ClaimSpec<Sc02>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Case(2, 2, 20, 2, 0.5);
        yield return Case(3, 2, 8, 3, 1);
        yield return Case(1, 3, 12, 2, 0.7);

        // Past the imbalance at which the minorities coincide.
        yield return Case(1, 2, 24, 2, 2);
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Settings))]
    public void RandomStartsFindTheTwoGroupSolution(int m, int k, int nMaj, int nMin, double tau) =>
        Check(Model(m, k, nMaj, nMin, tau), At(m, k, nMaj, nMin, tau), m, k);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Settings))]
    public void NoUnitFeaturesLieBelowIt(int m, int k, int nMaj, int nMin, double tau)
    {
        SupervisedContrastive model = Model(m, k, nMaj, nMin, tau);
        Prediction step = At(m, k, nMaj, nMin, tau);
        Matrix features = SymmetricEigen.Decompose(Gram(model, step, m, k)).Function(x => Math.Sqrt(Math.Max(0, x)));
        double bound = Workbench.Current.ContrastiveBound(model, features);
        Expect("loss at the predicted cosines", model.Evaluate(features)).ToEqual(step["value"], Within.Of(1e-12, "the root of a Gram matrix keeps it to rounding"));
        Expect("predicted minimum minus rigorous lower bound", step.Number("value") - bound).ToBeZero(Within.Of(1e-11, "of first order in the error of the solved cosines, about 1e-14; then the bound's own rounding"));
    }

    [Test, Oracle(OracleKind.Solver)]
    public void CosinesOverTheImbalance()
    {
        int[] sizes = [2, 3, 4, 6, 8, 12, 16, 24];
        double[] x = [.. sizes.Select(n => n / 2.0)];
        Prediction[] predicted = [.. sizes.Select(n => At(2, 2, n, 2, 0.5))];
        FreeMinimum[] measured = [.. sizes.Select(n => RandomStartMinimum(Model(2, 2, n, 2, 0.5)))];
        var series = new List<Series>();
        void Add(string name, string quantity, Func<int, (int, int)> pair)
        {
            double[] line = [.. predicted.Select(p => p.Number(quantity))];
            double[] points = [.. measured.Select((s, i) => ContrastiveSettings.Gram(s)[pair(sizes[i]).Item1, pair(sizes[i]).Item2])];
            Expect(name + " over the imbalance", points).ToEqual(line, ContrastiveSettings.Angles);
            series.Add(new(name + ", two-group solution", SeriesRole.Predicted, x, line));
            series.Add(new(name + ", all samples", SeriesRole.Measured, x, points));
        }

        Add("majorities", "cosMajMaj", n => (0, n));
        Add("majority and minority", "cosMajMin", n => (0, 2 * n));
        Add("minorities", "cosMinMin", n => (2 * n, (2 * n) + 2));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "cosines",
            Title = "Cosines of the supervised contrastive optimum over the imbalance",
            Caption = "Two majorities, two minorities of two samples, $\\tau = 0.5$. Minorities close up from $-1/3$ to positive cosines; majorities open up.",
            RefutedBy = "a point off its line",
            X = new Axis("imbalance ratio $n_M/n_m$", Logarithmic: true),
            Y = new Axis("cosine"),
            Series = series,
        });
    }

    [Test, Control, Oracle(OracleKind.Solver)]
    public void BalancedClassesHaveOtherCosines() => Check(Model(2, 2, 6, 6, 0.5), At(2, 2, 20, 2, 0.5), 2, 2);

    private void Check(SupervisedContrastive model, Prediction step, int m, int k)
    {
        FreeMinimum minimum = RandomStartMinimum(model);
        Expect("loss", minimum.Objective).ToEqual(step["value"], ContrastiveSettings.Loss);
        Expect("Gram of all samples", ContrastiveSettings.Gram(minimum)).ToEqual(Gram(model, step, m, k), ContrastiveSettings.Angles);
    }

    private static Matrix Gram(SupervisedContrastive model, Prediction step, int m, int k) => Matrix.Create(model.N, model.N, (i, j) =>
    {
        (int a, int b) = (model.Labels[i], model.Labels[j]);
        return a == b ? 1 : (a < m, b < m) switch
        {
            (true, true) => step.Number("cosMajMaj"),
            (false, false) => k > 1 ? step.Number("cosMinMin") : double.NaN,
            _ => step.Number("cosMajMin"),
        };
    });

    private static TestCaseData Case(int m, int k, int nMaj, int nMin, double tau) =>
        new TestCaseData(m, k, nMaj, nMin, tau).SetArgDisplayNames($"m = {m}", $"k = {k}", $"nMaj = {nMaj}", $"nMin = {nMin}", $"tau = {Exact.Format(tau)}");

    private static SupervisedContrastive Model(int m, int k, int nMaj, int nMin, double tau) =>
        new([.. Enumerable.Repeat(nMaj, m), .. Enumerable.Repeat(nMin, k)], m + k, tau);

    private Prediction At(int m, int k, int nMaj, int nMin, double tau) =>
        Predict(("majorityClasses", m), ("minorityClasses", k), ("nMaj", nMaj), ("nMin", nMin), ("tau", tau));
}
