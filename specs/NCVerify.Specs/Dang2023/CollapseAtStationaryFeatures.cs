using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseA0 = NCVerify.Claims.Dang2023.CollapseAtStationaryFeatures;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-A0: under any linear layers, features that are stationary coincide within classes.</summary>
public sealed class CollapseAtStationaryFeatures : ClaimSpec<MseA0>
{
    private static readonly Within Stationary = Within.Of(1e-22, "square of the relative error of descent to a step of 1e-13: 5e-24 was the most seen");

    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.SquaredError([4, 3, 2], [0.01], 0.02));
        yield return Regime.Of(Layers.SquaredError([4, 3, 2], [0.01, 0.013], 0.03, d: 5));
        yield return Regime.Of(Layers.SquaredError([3, 2, 2, 1], [0.006, 0.008, 0.01], 0.02, BiasKind.Free, widths: [6, 3, 5]));
    }

    private static IEnumerable<TestCaseData> Trained()
    {
        yield return Regime.Of(Layers.SquaredError([4, 3, 2], [0.01], 0.02));
        yield return Regime.Of(Layers.SquaredError([4, 3, 2], [0.03], 0.01, d: 2));
        yield return Regime.Of(Layers.SquaredError([4, 3, 2], [0.01, 0.013], 0.006));
        yield return Regime.Of(Layers.SquaredError([3, 3, 2], [0.01], 0.02, BiasKind.Free));
    }

    [Oracle(OracleKind.Flow), TestCaseSource(nameof(Problems))]
    public void DescentOnFeaturesAloneCollapsesThem(Problem problem)
    {
        foreach (Loss loss in new[] { Loss.Mse, Loss.CrossEntropy })
        {
            (Matrix product, double[] bias) = RandomLayers(problem);
            Matrix h = Descend(problem with { Loss = loss }, product, bias, problem.LambdaH);
            Expect($"{loss}: within-class share of the features' energy", Grams.WithinClassShare(h, problem.Samples)).ToEqual(Predicted(problem, product, bias)["withinClassShare"], Stationary);
        }
    }

    [Oracle(OracleKind.Flow), TestCaseSource(nameof(Problems))]
    public void ForSquaredErrorTheyEndAtTheFormula(Problem problem)
    {
        (Matrix product, double[] bias) = RandomLayers(problem);
        Matrix expected = Measured.Repeated(Predicted(problem, product, bias).Table("features"), problem.Samples);
        Expect("features of all samples", Descend(problem, product, bias, problem.LambdaH)).ToEqual(expected, Within.Of(1e-10, "descent to a step of 1e-13"));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void TheFormulaIsStationary(Problem problem)
    {
        (Matrix product, double[] bias) = RandomLayers(problem);
        Matrix h = Measured.Repeated(Predicted(problem, product, bias).Table("features"), problem.Samples);
        Expect("gradient in the features, times N", Gradient(problem, product, bias, problem.LambdaH, h)).ToBeZero(Within.Of(1e-13, "rounding of entries of order one"));
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Trained))]
    public void TrainedLayersAreNoException(Problem problem)
    {
        Candidate end = RandomStartSolution(problem, anyCriticalPoint: true).Run.Candidate;
        Prediction p = Predicted(problem, end.Product(1), end.Bias ?? new double[problem.Classes]);
        Expect("within-class share of the features' energy", Grams.WithinClassShare(end.SampleFeatures!, problem.Samples)).ToEqual(p["withinClassShare"], Within.Of(1e-19, "squares of first-order errors: 2e-21 was the most seen"));
        Expect("features of all samples", end.SampleFeatures!).ToEqual(Measured.Repeated(p.Table("features"), problem.Samples), Within.FirstOrder);
    }

    [Test, Control, Oracle(OracleKind.Flow)]
    public void WithoutPenaltyTheScatterStays()
    {
        Problem problem = Layers.SquaredError([4, 3, 2], [0.01, 0.013], 0.03, d: 5);
        (Matrix product, double[] bias) = RandomLayers(problem);
        Expect("Mse: within-class share of the features' energy", Grams.WithinClassShare(Descend(problem, product, bias, 0), problem.Samples)).ToEqual(Predicted(problem, product, bias)["withinClassShare"], Stationary);
    }

    private Prediction Predicted(Problem p, Matrix product, double[] bias) =>
        Predict(("product", product.Data), ("K", p.Classes), ("N", p.Total), ("lambdaH", p.LambdaH), ("offset", bias));

    // Layers nobody trained, and a bias where the problem has one.
    private static (Matrix Product, double[] Bias) RandomLayers(Problem problem)
    {
        var random = new CounterRandom(17);
        int Width(int m) => problem.Widths?[m] ?? problem.Dimension;
        Matrix[] w = [.. Enumerable.Range(0, problem.Layers).Select(m => random.GaussianMatrix(m == problem.Layers - 1 ? problem.Classes : Width(m + 1), Width(m), 0.6))];
        double[] bias = problem.Bias == BiasKind.None ? new double[problem.Classes] : random.GaussianMatrix(1, problem.Classes).Data;
        return (w.Aggregate((product, next) => next * product), bias);
    }

    // Gradient descent on the features of every sample, from Gaussian ones; the layers stay as they are.
    private static Matrix Descend(Problem problem, Matrix product, double[] bias, double lambda)
    {
        Matrix h = new CounterRandom(23).GaussianMatrix(problem.Dimension, problem.Total);
        double curvature = SymmetricEigen.Decompose(product.ColumnGram()).Values[^1] + (problem.Total * lambda);
        for (int i = 0; i < 100_000; i++)
        {
            Matrix step = Gradient(problem, product, bias, lambda, h).Scale(-1 / curvature);
            h += step;
            if (step.MaxAbs() <= 1e-13)
            {
                return h;
            }
        }

        throw new OracleException("descent on the features: the step is above 1e-13 after 100000 steps.");
    }

    // N times the gradient in the features (d x N).
    private static Matrix Gradient(Problem problem, Matrix product, double[] bias, double lambda, Matrix h)
    {
        int[] labels = [.. problem.Samples.SelectMany((n, k) => Enumerable.Repeat(k, n))];
        Matrix logits = product * h;
        var slope = new Matrix(logits.Rows, logits.Columns);
        for (int i = 0; i < labels.Length; i++)
        {
            double[] z = [.. logits.Column(i).Select((x, k) => x + bias[k])];
            double top = z.Max(), sum = z.Sum(x => Math.Exp(x - top));
            for (int k = 0; k < z.Length; k++)
            {
                slope[k, i] = (problem.Loss == Loss.Mse ? z[k] : Math.Exp(z[k] - top) / sum) - (k == labels[i] ? 1 : 0);
            }
        }

        return MatrixProduct.TransposeMultiply(product, slope) + h.Scale(problem.Total * lambda);
    }
}
