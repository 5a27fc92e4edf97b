#:project ../../src/NCVerify.Metrics
#:property PublishAot=false
#:property AllowUnsafeBlocks=true
#:property NoWarn=CS1591;CA1515;CA1852;CA1303;MA0004;MA0048
// `ncverify measure` against the same public formulas in PyTorch (or NumPy where it is absent), float32, in one run:
// dotnet run -c Release bench/Measure/measure.cs [classes] [large] prints seconds, their ratio, and what each makes of deep
// collapse; `classes` adds 1000 and 10,000 classes, `large` a file of 4 GB beside the rates of its parts. Either side makes
// one run that does not count, in which its code is compiled and the file comes into memory.
using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using NCVerify.Metrics;
using NCVerify.Numerics;

bool large = args.Contains("large"), many = args.Contains("classes");
string folder = Directory.CreateTempSubdirectory("ncverify-bench-").FullName;
try
{
    Console.WriteLine("| N | d | K | noise | NCVerify, s | other, s | ratio | processor, s | other's | first run, s | engine | NC1 NCVerify | NC1 other |");
    Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    Compare(50_000, 512, 100, 0.1);
    Compare(50_000, 512, 100, 1e-5);
    Compare(50_000, 512, 100, 2);
    if (many)
    {
        Compare(50_000, 512, 1000, 0.1);
        Compare(50_000, 512, 10_000, 0.1, repeats: 1);
    }

    if (large)
    {
        Rate(2_000_000, 512, 100);
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

void Compare(int n, int d, int k, double noise, int repeats = 5)
{
    Write(n, d, k, noise);
    double[] seconds = new double[repeats], processor = new double[repeats];
    double? nc1 = null;
    long begin = Stopwatch.GetTimestamp();
    Measure();
    double first = Stopwatch.GetElapsedTime(begin).TotalSeconds;
    for (int r = 0; r < repeats; r++)
    {
        using Process self = Process.GetCurrentProcess();
        double busy = self.TotalProcessorTime.TotalSeconds;
        long start = Stopwatch.GetTimestamp();
        nc1 = Measure()["nc1.pinv.classmean"];
        seconds[r] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        self.Refresh();
        processor[r] = self.TotalProcessorTime.TotalSeconds - busy;
    }

    Array.Sort(seconds);
    Array.Sort(processor);
    using Process python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Source(), "accumulators.py"), At("h.npy"), At("y.npy"), At("w.npy"), k.ToString(Exact.Culture), repeats.ToString(Exact.Culture)]) { UseShellExecute = false, RedirectStandardOutput = true })!;
    using var other = JsonDocument.Parse(python.StandardOutput.ReadToEnd());
    double Theirs(string name) => other.RootElement.GetProperty(name).GetDouble();
    Console.WriteLine(string.Create(Exact.Culture, $"| {n} | {d} | {k} | {noise} | {seconds[repeats / 2]:F3} | {Theirs("seconds"):F3} | {Theirs("seconds") / seconds[repeats / 2]:F2} | {processor[repeats / 2]:F2} | {Theirs("processor"):F2} | {first:F2} | {other.RootElement.GetProperty("engine").GetString()} | {nc1:G4} | {Theirs("nc1"):G4} |"));
}

void Rate(int n, int d, int k)
{
    Write(n, d, k, 0.1);
    long start = Stopwatch.GetTimestamp();
    Measure();
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds, gigabytes = 2.0 * n * d * sizeof(float) / 1e9;
    long peak = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
    double binds = Parts(n, d, k);
    Console.WriteLine(string.Create(Exact.Culture, $"\n{n} samples, {gigabytes / 2:F1} GB, read twice and measured in {seconds:F1} s: {gigabytes / seconds:F2} GB/s; peak working set {peak} MB. What binds alone takes {binds:F1} s, {100 * binds / seconds:F0} % of that."));
}

// What binds: reading the file twice, in blocks or mapped; and the one matrix product that NC1 takes per sample. Returns the
// longer of two readings in blocks and the product, in seconds.
double Parts(int n, int d, int k)
{
    string path = At("h.npy");
    double gigabytes = new FileInfo(path).Length / 1e9;
    double blocks = Seconds(() =>
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        byte[] block = new byte[1 << 18];
        float sum = 0;
        while (file.ReadAtLeast(block, block.Length, false) is > 0 and int read)
        {
            sum += Sum(MemoryMarshal.Cast<byte, float>(block.AsSpan(0, read & ~3)));
        }

        return sum;
    });
    double mapped = Seconds(() =>
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        float sum = 0;
        unsafe
        {
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            long length = new FileInfo(path).Length;
            for (long at = 128; at < length; at += 1 << 18)
            {
                sum += Sum(new ReadOnlySpan<float>(start + at, (int)Math.Min(1 << 18, length - at) / 4));
            }

            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        return sum;
    });
    Matrix a = new(512, d), b = new(k - 1, d), c = new(512, k - 1);
    double product = Seconds(() =>
    {
        for (int i = 0; i < 200; i++)
        {
            MatrixProduct.MultiplyTranspose(a, b, c);
        }

        return (float)c.Data[0];
    }) / 200 / 512 * n;
    Console.WriteLine(string.Create(Exact.Culture, $"\nreading {gigabytes:F1} GB and adding its numbers: in blocks {gigabytes / blocks:F2} GB/s, mapped {gigabytes / mapped:F2} GB/s; the product of all deviations with the {k - 1} whitened means alone takes {product:F1} s"));
    return Math.Max(2 * blocks, product);
}

static float Sum(ReadOnlySpan<float> numbers)
{
    Vector<float> sum = default;
    foreach (Vector<float> v in MemoryMarshal.Cast<float, Vector<float>>(numbers))
    {
        sum += v;
    }

    return Vector.Sum(sum);
}

static double Seconds(Func<float> work)
{
    double[] seconds = new double[3];
    for (int r = 0; r < 3; r++)
    {
        long start = Stopwatch.GetTimestamp();
        _ = work();
        seconds[r] = Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    return seconds.Order().ElementAt(1);
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
