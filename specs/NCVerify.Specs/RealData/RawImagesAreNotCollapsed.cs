using NCVerify.Claims;
using NCVerify.Metrics;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NetMnistRaw = NCVerify.Claims.RealData.RawImagesAreNotCollapsed;

namespace NCVerify.Specs.RealData;

/// <summary>NET-MNIST-RAW: pixels of real images are not collapsed.</summary>
public sealed class RawImagesAreNotCollapsed : ClaimSpec<NetMnistRaw>
{
    [Test, Oracle(OracleKind.ClosedForm)]
    public void TheTestImagesOfMnist()
    {
        MeasureReport report = Measurement.Run(Images());
        Check(report);
        Expect("judged collapsed", report.Verdict.Collapsed ?? true).ToEqual(false, Within.Of(0, "a truth value"));
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void MovedToTheirClassMeansTheyAre()
    {
        FeatureSet images = Images();
        ClassStatistics statistics = ClassStatistics.Collect(images);
        var pixels = new Matrix((int)images.Samples, images.Dimension);
        using FeatureCursor cursor = images.Features.Open();
        for (int row = 0; row < pixels.Rows;)
        {
            row += cursor.Read(pixels.Data.AsSpan(row * pixels.Columns));
        }

        int[] labels = Labels(images);
        for (int i = 0; i < pixels.Rows; i++)
        {
            Span<double> image = pixels.Row(i), mean = statistics.Means.Row(labels[i]);
            for (int j = 0; j < image.Length; j++)
            {
                image[j] = mean[j] + (1e-3 * (image[j] - mean[j]));
            }
        }

        Check(Measurement.Run(FeatureSet.FromRows(pixels, labels)));
    }

    private void Check(MeasureReport report)
    {
        Prediction raw = Predict();
        Within rounding = Within.Fraction(1e-9, "two programs in double precision");
        Expect("$\\operatorname{tr}(\\Sigma_W\\Sigma_B^\\dagger)/K$", report.Metric("nc1.pinv.classmean")).ToEqual(raw["nc1"], rounding);
        Expect("$\\operatorname{tr}\\Sigma_W/\\operatorname{tr}\\Sigma_B$", report.Metric("nc1.quotient")).ToEqual(raw["nc1Quotient"], rounding);
        Expect("class-distance normalised variance", report.Metric("nc1.cdnv")).ToEqual(raw["cdnv"], rounding);
        Expect("ETF error of the centred means", report.Metric("nc2.etf.means.classmean")).ToEqual(raw["etfErrorMeans"], rounding);
        Expect("distance of the means to the orthogonal frame", report.Geometries.Single(g => g.Name == "orthogonal frame").Distance).ToEqual(raw["orthogonalFrameErrorMeans"], rounding);
    }

    private static FeatureSet Images()
    {
        var data = DataFolder.FromEnvironment();
        if (!data.TryFind("mnist/t10k-images-idx3-ubyte", out string images, out string reason) || !data.TryFind("mnist/t10k-labels-idx1-ubyte", out string labels, out reason))
        {
            NotRun(reason);
        }
        else
        {
            return new FeatureSet(FeatureFiles.OpenFeatures(images), FeatureFiles.OpenLabels(labels));
        }

        throw new InvalidOperationException("NotRun returns never.");
    }

    private static int[] Labels(FeatureSet set)
    {
        var labels = new long[set.Samples];
        using LabelCursor cursor = set.Labels.Open();
        for (int i = 0; i < labels.Length;)
        {
            i += cursor.Read(labels.AsSpan(i));
        }

        return [.. labels.Select(l => (int)l)];
    }
}
