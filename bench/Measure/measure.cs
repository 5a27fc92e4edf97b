#:project ../../src/NCVerify.Metrics
#:property PublishAot=false
#:property NoWarn=CS1591;CA1515;CA1852;CA1303;MA0004;MA0048
// `ncverify measure` against the same public formulas in PyTorch (or NumPy where it is absent), float32, in one run:
// dotnet run -c Release bench/Measure/measure.cs [large] prints seconds, their ratio, and what each makes of deep collapse.
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using NCVerify.Metrics;
using NCVerify.Numerics;

bool large = args.Contains("large");
string folder = Directory.CreateTempSubdirectory("ncverify-bench-").FullName;
try
{
    Console.WriteLine("| N | d | K | noise | NCVerify, s | other, s | ratio | engine | NC1 NCVerify | NC1 other |");
    Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
    Compare(50_000, 512, 100, 0.1);
    Compare(50_000, 512, 100, 1e-5);
    if (large)
    {
        Compare(100_000, 512, 1000, 0.1);
        Rate(2_000_000, 512, 100);
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

void Compare(int n, int d, int k, double noise)
{
    Write(n, d, k, noise);
    const int repeats = 3;
    double[] seconds = new double[repeats];
    double? nc1 = null;
    for (int r = 0; r < repeats; r++)
    {
        long start = Stopwatch.GetTimestamp();
        nc1 = Measure()["nc1.pinv.classmean"];
        seconds[r] = Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    Array.Sort(seconds);
    using Process python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Source(), "accumulators.py"), At("h.npy"), At("y.npy"), At("w.npy"), k.ToString(Exact.Culture), "3"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
    using var other = JsonDocument.Parse(python.StandardOutput.ReadToEnd());
    double theirs = other.RootElement.GetProperty("seconds").GetDouble();
    Console.WriteLine(string.Create(Exact.Culture, $"| {n} | {d} | {k} | {noise} | {seconds[1]:F2} | {theirs:F2} | {theirs / seconds[1]:F2} | {other.RootElement.GetProperty("engine").GetString()} | {nc1:G4} | {other.RootElement.GetProperty("nc1").GetDouble():G4} |"));
}

void Rate(int n, int d, int k)
{
    Write(n, d, k, 0.1);
    long start = Stopwatch.GetTimestamp();
    Measure();
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds, gigabytes = 2.0 * n * d * sizeof(float) / 1e9;
    long peak = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
    Console.WriteLine(string.Create(Exact.Culture, $"\n{n} samples, {gigabytes / 2:F1} GB, read twice in {seconds:F1} s: {gigabytes / seconds:F2} GB/s; peak working set {peak} MB"));
}

MeasureReport Measure() => Measurement.Run(new FeatureSet(FeatureFiles.OpenFeatures(At("h.npy")), FeatureFiles.OpenLabels(At("y.npy"))), FeatureFiles.LoadClassifier(At("w.npy"), null));

string At(string name) => Path.Combine(folder, name);

static string Source([System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

void Write(int n, int d, int k, double noise)
{
    var random = new CounterRandom(1);
    float[] means = [.. Enumerable.Range(0, k * d).Select(_ => (float)random.NextGaussian())];
    float[] pool = [.. Enumerable.Range(0, 1 << 20).Select(_ => (float)(noise * random.NextGaussian()))];
    using (FileStream h = Npy("h.npy", "<f4", $"({n}, {d})"))
    {
        float[] row = new float[d];
        for (int i = 0; i < n; i++)
        {
            int at = random.NextInt(pool.Length - d);
            for (int j = 0; j < d; j++)
            {
                row[j] = means[(i % k * d) + j] + pool[at + j];
            }

            h.Write(MemoryMarshal.AsBytes<float>(row));
        }
    }

    using FileStream y = Npy("y.npy", "<i8", $"({n},)");
    y.Write(MemoryMarshal.AsBytes<long>([.. Enumerable.Range(0, n).Select(i => (long)(i % k))]));
    using FileStream w = Npy("w.npy", "<f4", $"({k}, {d})");
    w.Write(MemoryMarshal.AsBytes<float>(means));
}

FileStream Npy(string name, string type, string shape)
{
    string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
    FileStream file = File.Create(At(name));
    file.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header)]);
    return file;
}
