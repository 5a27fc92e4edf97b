using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Graf2021;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Sc05 = NCVerify.Claims.HaoChen2021.SpectralContrastiveFrame;

namespace NCVerify.Specs.HaoChen2021;

/// <summary>SC-05: the spectral contrastive loss is a squared distance to one Gram matrix.</summary>
public sealed class SpectralContrastiveFrame : ClaimSpec<Sc05>
{
    private static IEnumerable<TestCaseData> Settings()
    {
        yield return Regime.Sizes(10, 10, 3, 3);
        yield return Regime.Sizes(7, 4, 1);
        yield return Regime.Sizes(5, 5, 5, 5, 5);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Settings))]
    public void TheLossIsADistanceToTheFrame(int[] n)
    {
        // At any features: loss = |G/N - G*/N|^2 + min, with G* the predicted Gram matrix.
        var model = new SpectralContrastive(n, n.Length + 1);
        Matrix features = new CounterRandom(5).GaussianMatrix(model.N, model.Dimension), frame = Frame(model);
        Matrix gram = MatrixProduct.MultiplyTranspose(features, features);
        double distance = gram.Data.Zip(frame.Data, (g, f) => (g - f) / model.N * ((g - f) / model.N)).Sum();
        Expect("loss at random features", model.Evaluate(features)).ToEqual(distance + At(n).Number("min"), Within.Rounding);
        Expect("loss at the frame", model.EvaluateGram(frame, new Matrix(model.N, model.N))).ToEqual(At(n)["min"], Within.Rounding);
    }

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Settings))]
    public void RandomStartsFindIt(int[] n) => Check(new SpectralContrastive(n, n.Length));

    [Test, Control, Oracle(OracleKind.Solver)]
    public void InFewerDimensionsTheyDoNot() => Check(new SpectralContrastive([10, 10, 3, 3], 3));

    private void Check(SpectralContrastive model)
    {
        FreeMinimum minimum = RandomStartMinimum(model);
        Expect("loss", minimum.Objective).ToEqual(At([.. model.Sizes])["min"], Within.Of(1e-12, "L-BFGS to a gradient of 1e-11: the loss is of second order in it"));
        Expect("Gram of all samples", ContrastiveSettings.Gram(minimum)).ToEqual(Frame(model), Within.Of(1e-8, "L-BFGS to a gradient of 1e-11; least curvature about 1/N^2; up to 8e-11 was seen"));
    }

    private Matrix Frame(SpectralContrastive model)
    {
        IReadOnlyList<double> lengths = At([.. model.Sizes]).Vector("fNorm2");
        return Matrix.Create(model.N, model.N, (i, j) => model.Labels[i] == model.Labels[j] ? lengths[model.Labels[i]] : 0);
    }

    private Prediction At(int[] n) => Predict(("n", n));
}
