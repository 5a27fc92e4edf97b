using System.IO.Compression;
using NCVerify.Metrics.Tests.Files;
using NCVerify.Numerics;

namespace NCVerify.Metrics.Tests.Measures;

/// <summary>
/// Isotropic noise around a simplex ETF, an orthogonal frame and SELI, where NC1 is known in closed form, in every form in
/// which the same samples can come.
/// </summary>
public sealed class ClosedFormOracleTest
{
    private const int D = 8;
    private const double Sigma = 0.05;
    private const double S2 = Sigma * Sigma;
    private static readonly string[] Forms = ["rows", "shuffled", "sharded", "big-endian", "Fortran", "archive", "archive, Fortran", "batches", "pipe", "pipe, Fortran"];

    private static IEnumerable<TestCaseData> Cases() =>
        from oracle in new[] { "simplex ETF", "orthogonal frame", "SELI" } from form in Forms from size in new[] { 8, 4 } select new TestCaseData(oracle, form, size);

    [TestCaseSource(nameof(Cases))]
    public void EveryFormGivesTheClosedForm(string oracle, string form, int size)
    {
        var random = new CounterRandom(5);
        (Data data, double pinv, double? cdnv, double quotient) = Oracle(oracle, random);
        MeasureReport report = Report(form == "shuffled" ? data.Reordered(random) : data, form, size);
        double relative = size == 8 ? 1e-12 : 2e-6;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report["nc1.pinv.classmean"], Is.EqualTo(pinv).Within(relative * pinv));
            Assert.That(report["nc1.quotient"], Is.EqualTo(quotient).Within(relative * quotient));
            if (cdnv is { } value)
            {
                Assert.That(report["nc1.cdnv"], Is.EqualTo(value).Within(relative * value));
            }

            Assert.That(report.Geometries.First(g => g.Name == oracle).Distance, Is.Below(size == 8 ? 1e-12 : 1e-6));
            Assert.That(report.Geometries.First(g => g.Name == (oracle == "orthogonal frame" ? "SELI" : "orthogonal frame")).Distance, oracle == "orthogonal frame" ? Is.Below(1e-6) : Is.GreaterThan(0.1), "even classes: SELI is the ETF, which a centred orthogonal frame is");
        }
    }

    private static (Data Data, double Pinv, double? Cdnv, double Quotient) Oracle(string name, CounterRandom random)
    {
        const double k = 5;
        switch (name)
        {
            case "simplex ETF":
                // SigmaB has the eigenvalue 1/(K-1), K - 1 times; |mu_i - mu_j|^2 = 2K/(K-1).
                return (Data.Isotropic(Frames.SimplexEtf((int)k, D, random), Sigma), S2 * (k - 1) * (k - 1) / k, S2 * D * (k - 1) / (2 * k), S2 * D);
            case "orthogonal frame":
                // SigmaB has the eigenvalue 1/K, K - 1 times; |mu_i - mu_j|^2 = 2.
                return (Data.Isotropic(Frames.Orthogonal([1, 1, 1, 1, 1], D, random), Sigma), S2 * (k - 1), S2 * D / 2, S2 * D * k / (k - 1));
            default:
                // PDP has eigenvalues n_c (once less than the classes of that size) and (K1 n2 + K2 n1)/K; M'M = (PDP)^{+1/2}.
                const int large = 3, small = 2, n1 = 12 * D, n2 = 2 * D;
                double between = ((large * n2) + (small * n1)) / k, a = Math.Sqrt(small / (large * k)), b = -Math.Sqrt(large / (small * k));
                double[][] modes = [[Math.Sqrt(0.5), -Math.Sqrt(0.5), 0, 0, 0], [Math.Sqrt(1.0 / 6), Math.Sqrt(1.0 / 6), -Math.Sqrt(2.0 / 3), 0, 0], [0, 0, 0, Math.Sqrt(0.5), -Math.Sqrt(0.5)], [a, a, a, b, b]];
                double[] values = [n1, n1, n2, between];
                Matrix rotation = Frames.Rotation(D, random);
                Matrix means = Matrix.Create((int)k, 4, (c, i) => modes[i][c] * Math.Pow(values[i], -0.25)) * Matrix.Create(4, D, (i, j) => rotation[i, j]);
                Data once = Data.Isotropic(means, Sigma);
                int[] rows = [.. Enumerable.Range(0, once.Labels.Length).SelectMany(i => Enumerable.Repeat(i, once.Labels[i] < large ? n1 / (2 * D) : n2 / (2 * D)))];
                var data = new Data(Matrix.Create(rows.Length, D, (i, j) => once.H[rows[i], j]), [.. rows.Select(i => once.Labels[i])]);
                double roots = values.Sum(Math.Sqrt), inverse = values.Sum(x => 1 / Math.Sqrt(x));
                return (data, S2 * roots, null, S2 * D * k / inverse);
        }
    }

    private static MeasureReport Report(Data data, string form, int size)
    {
        using var scratch = new Scratch();
        long[] y = [.. data.Labels.Select(l => (l * 4_000_000_007) - 9)];
        byte[] Array(double[] rows, int n, bool fortran = false, bool big = false)
        {
            double[] stored = fortran ? [.. Enumerable.Range(0, n * D).Select(i => rows[((i % n) * D) + (i / n)])] : rows;
            byte[] bytes = size == 8 ? FileBytes.Of<double>(stored) : FileBytes.Of<float>([.. stored.Select(x => (float)x)]);
            return FileBytes.Npy((big ? ">f" : "<f") + size, $"({n}, {D})", big ? FileBytes.Swapped(bytes, size) : bytes, fortran);
        }

        double[] h = data.H.Data;
        int all = y.Length, half = all / 2;
        byte[] Zip(bool fortran) => ArchiveTest.Zip(CompressionLevel.Optimal, ("features.npy", Array(h, all, fortran)), ("labels.npy", FileBytes.Labels(y)));
        byte[] Pipe(bool fortran) => [.. Array(h[..(half * D)], half, fortran), .. FileBytes.Labels(y[..half]), .. Array(h[(half * D)..], all - half, fortran), .. FileBytes.Labels(y[half..])];
        string labels = scratch.Write("y.npy", FileBytes.Labels(y));
        MeasureReport File(string features, string target) => Measurement.Run(new FeatureSet(FeatureFiles.OpenFeatures(features), FeatureFiles.OpenLabels(target)));
        switch (form)
        {
            case "sharded":
                scratch.Write("part-9.npy", Array(h[..(half * D)], half));
                scratch.Write("part-10.npy", Array(h[(half * D)..], all - half));
                return File(Path.Combine(scratch.Folder, "part-*.npy"), labels);
            case "archive" or "archive, Fortran":
                string archive = scratch.Write("h.npz", Zip(form != "archive"));
                return File(archive, archive);
            case "pipe" or "pipe, Fortran":
                using (var stream = new MemoryStream(Pipe(form != "pipe")))
                {
                    return Measurement.Run(FeaturePipe.Collect(stream, "pipe", []));
                }

            case "batches":
                var accumulator = new ClassAccumulator(D);
                for (int first = 0; first < all; first += 7)
                {
                    int rows = Math.Min(7, all - first);
                    Span<double> batch = h.AsSpan(first * D, rows * D);
                    if (size == 8)
                    {
                        accumulator.Add(batch, y.AsSpan(first, rows));
                    }
                    else
                    {
                        accumulator.Add([.. batch.ToArray().Select(x => (float)x)], y.AsSpan(first, rows));
                    }
                }

                return Measurement.Run(accumulator.ToStatistics());
            default:
                return File(scratch.Write("h.npy", Array(h, all, form == "Fortran", form == "big-endian")), labels);
        }
    }
}
