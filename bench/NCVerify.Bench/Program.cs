using System.Diagnostics;
using System.Runtime.Intrinsics;
using NCVerify.Bench;
using NCVerify.Numerics;
using NCVerify.Training;

// Arguments: "product", "solve", "train" or nothing for all; a number limits the classes of the solve benchmark; the name of an
// engine says whose training steps are timed.
string processor = File.Exists("/proc/cpuinfo")
    ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown"
    : "unknown";
Console.WriteLine($"Processor: {processor}, {Environment.ProcessorCount} cores, vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits; .NET {Environment.Version}");
Console.WriteLine();
int most = args.Select(a => int.TryParse(a, Exact.Culture, out int k) ? k : (int?)null).FirstOrDefault(k => k is not null) ?? int.MaxValue;
string[] parts = ["product", "solve", "train"];
bool Wanted(string part) => args.Contains(part) || !args.Intersect(parts).Any();
if (Wanted("product"))
{
    ProductBenchmark.Run();
    if (ProductBenchmark.HasOlderKernels)
    {
        // Once more with the wide kernels, which needs a new process.
        var again = new ProcessStartInfo(Environment.ProcessPath!, [Environment.GetCommandLineArgs()[0], "product"]);
        again.Environment[OpenBlas.CoreVariable] = "SkylakeX";
        using Process? child = Process.Start(again);
        child?.WaitForExit();
    }
}

if (Wanted("solve"))
{
    SolveBenchmark.Run(most);
}

if (Wanted("train"))
{
    TrainingBenchmark.Run(TrainingEngines.Create(TrainingEngines.Names.FirstOrDefault(args.Contains) ?? TrainingEngines.Deterministic));
}
