using System.Text.Json;
using NCVerify.Numerics;

namespace NCVerify.Cli.Tests;

/// <summary>
/// What `solve` prints is checked from its numbers alone, by code of its own: the objective is computed anew from W and H, and
/// a dual point built from Z proves with weak duality that nothing is lower by more than the stated tolerance.
/// </summary>
public sealed class SolveOptimalityTest
{
    // Plain sums of K^2 terms, each rounded to 1.1e-16: at most 1e-11 for K = 300. Measured at most 7e-13.
    private const double Rounding = 1e-11;

    // The dual point here is the plain scaled one, whose gap is of first order in the candidate's error (that of the
    // certificates is of second order); Newton's method leaves about 1e-14. Measured at most 1.4e-13.
    private const double FirstOrder = 1e-10;

    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void UnevenProblemsAreSolvedToTheGlobalOptimum(
        [Values(4, 10, 50, 300)] int classes, [Values("mean", "sum")] string reduction, [Values("free", "nonnegative")] string features)
    {
        int[] samples = [.. Enumerable.Range(0, classes).Select(k => 2 + (int)(100 * Math.Exp(-3.0 * k / classes)))];
        bool mean = reduction == "mean";
        double weight = mean ? 1.0 / samples.Sum() : 1, lambda = 0.3 * weight * Math.Sqrt(samples.Min()), lambdaW = lambda / 2, lambdaH = lambda * 2;
        string problem = _directory.Write("p.json", $$"""
            {"model":"unconstrained-features","loss":"cross-entropy","reduction":"{{reduction}}","features":"{{features}}",
             "samples":{{JsonSerializer.Serialize(samples)}},"dimension":{{classes}},"lambdaW":[{{Exact.Format(lambdaW)}}],"lambdaH":{{Exact.Format(lambdaH)}}}
            """);

        Cli cli = Cli.Run("solve", problem, "--json");
        Assert.That((cli.Code, cli.Error), Is.EqualTo((ExitCode.Done, "")), cli.Out.Length > 2000 ? "" : cli.Out);
        JsonElement solution = cli.Json;
        Matrix w = Read(solution.GetProperty("W")[0]), h = Read(solution.GetProperty("H")), z = Read(solution.GetProperty("Z"));
        double objective = solution.GetProperty("objective").GetDouble(), lowerBound = solution.GetProperty("lowerBound").GetDouble();
        double own = Objective(samples, weight, lambdaW, lambdaH, w, h), dual = DualValue(samples, weight, lambda, z, features == "nonnegative");
        TestContext.Out.WriteLine($"objective {Exact.Format(objective)}, gap {Exact.Format(solution.GetProperty("gap").GetDouble() / objective, 3)}, own first-order gap {Exact.Format((own - dual) / own, 3)}, {Exact.Format(solution.GetProperty("seconds").GetDouble(), 3)} s");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(solution.GetProperty("globallyOptimal").GetBoolean());
            Assert.That((objective - lowerBound) / objective, Is.NoMoreThan(1e-10), "the printed numbers bear it out");
            Assert.That(objective, Is.EqualTo(own).Within(Rounding * own), "objective of the printed W and H");
            Assert.That(LargestDifference(z, w * h), Is.NoMoreThan(Rounding * z.Data.Max(Math.Abs)), "Z = W H");
            Assert.That(lowerBound, Is.NoMoreThan(own * (1 + Rounding)), "no bound lies above a candidate");
            Assert.That(dual, Is.NoMoreThan(own * (1 + Rounding)), "weak duality");
            Assert.That((own - dual) / own, Is.NoMoreThan(FirstOrder), "proof of optimality by a dual point of our own");
            Assert.That(features == "free" || h.Data.All(x => x >= 0), "features lie in their set");
        }
    }

    private static double Objective(int[] samples, double weight, double lambdaW, double lambdaH, Matrix w, Matrix h)
    {
        double total = lambdaW / 2 * w.Data.Sum(x => x * x);
        for (int k = 0; k < samples.Length; k++)
        {
            double[] feature = h.Column(k);
            double[] logits = [.. Enumerable.Range(0, samples.Length).Select(c => w.Row(c).ToArray().Zip(feature, (x, y) => x * y).Sum())];
            double top = logits.Max();
            double loss = top + Math.Log(logits.Sum(x => Math.Exp(x - top))) - logits[k];
            total += samples[k] * ((weight * loss) + (lambdaH / 2 * feature.Sum(x => x * x)));
        }

        return total;
    }

    // With omega_k = n_k weight, G = omega (softmax - onehot) and A = G D^{-1/2}: scaled so that its dual norm is at most
    // lambda, the value is the sum of omega_k Ent(onehot + c (softmax - onehot)).
    private static double DualValue(int[] samples, double weight, double lambda, Matrix z, bool nonnegative)
    {
        int classes = samples.Length;
        Matrix p = Matrix.Create(classes, classes, (i, k) =>
        {
            double[] column = z.Column(k);
            double top = column.Max();
            return Math.Exp(column[i] - top) / column.Sum(x => Math.Exp(x - top));
        });
        Matrix a = Matrix.Create(classes, classes, (i, k) => Math.Sqrt(samples[k]) * weight * (p[i, k] - (i == k ? 1 : 0)));
        Matrix gram = a.Transpose() * a;

        // Over nonnegative directions |Av|^2 = v'A'Av grows when negative entries of A'A are left out.
        double norm = Math.Sqrt(SymmetricEigen.Decompose(nonnegative ? Matrix.Create(classes, classes, (i, j) => i == j ? gram[i, j] : Math.Max(0, gram[i, j])) : gram).Values[^1]);
        double scale = Math.Min(1, lambda / norm), value = 0;
        for (int k = 0; k < classes; k++)
        {
            for (int i = 0; i < classes; i++)
            {
                double q = (i == k ? 1 - scale : 0) + (scale * p[i, k]);
                value -= q > 0 ? samples[k] * weight * q * Math.Log(q) : 0;
            }
        }

        return value;
    }

    private static double LargestDifference(Matrix a, Matrix b) => (a - b).Data.Max(Math.Abs);

    private static Matrix Read(JsonElement rows) => Matrix.FromRows([.. rows.EnumerateArray().Select(row => (IReadOnlyList<double>)[.. row.EnumerateArray().Select(x => x.GetDouble())])]);
}
