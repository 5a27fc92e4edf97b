using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Training;

namespace NCVerify.Cli.Doctoring;

/// <summary>Processor, runtime, tools and optional engines.</summary>
internal static class Machine
{
    /// <summary>All checks, what matters most first.</summary>
    public static IReadOnlyList<Check> Checks(string currentDirectory)
    {
        RunHeader header = RunHeaders.Collect("default");
        return
        [
            Check.Ok("runtime", $"{header.Runtime} on {header.OperatingSystem}"),
            Check.Ok("processor", $"{header.Processor}, {header.Threads.ToString(Exact.Culture)} threads"),
            Simd(header.Simd),
            Checkout(currentDirectory),
            Git(),
            .. DataSets.Checks(Environment.GetEnvironmentVariable("NCVERIFY_DATA")),
            Check.Ok("engine " + TrainingEngines.Deterministic, TrainingEngines.Status(TrainingEngines.Deterministic).Description!),
            Torch(TrainingEngines.TorchSharpCpu, "there is no second engine to compare the deterministic one with", "build with NCVERIFY_TORCH=cpu where the TorchSharp packages restore; see docs/torchsharp.md"),
            Torch(TrainingEngines.TorchSharpCuda, "tier gpu does not run; the deterministic engine does all else", "a CUDA device, and a build with NCVERIFY_TORCH=cuda; see docs/torchsharp.md"),
            Gpu(),
            Baselines(),
            Browser(),
        ];
    }

    private static Check Simd(string simd) => simd == "none"
        ? Check.Missing("simd", simd, "everything runs scalar, several times slower, with the same bits", "a processor with NEON, SSE or AVX")
        : Check.Ok("simd", simd);

    private static Check Checkout(string directory) => RepositoryLayout.TryFind(directory) is { } layout
        ? Check.Ok("checkout", layout.Root)
        : Check.Missing("checkout", $"no NCVerify.sln in {directory} or above", "'run' and 'approve' need one; the other commands do not", "change into a checkout of NCVerify");

    private static Check Git() => Tool.FirstLine("git", "--version") is { } version
        ? Check.Ok("git", version)
        : Check.Missing("git", "not on the PATH", "reports cannot name the commit they were made from", "install git, e.g. 'apt-get install git'");

    private static Check Torch(string engine, string cost, string remedy)
    {
        EngineStatus status = TrainingEngines.Status(engine);
        return status.IsAvailable ? Check.Ok("engine " + engine, status.Description!) : Check.Missing("engine " + engine, status.Missing!.TrimEnd('.'), cost, remedy);
    }

    private static Check Gpu() => Tool.FirstLine("nvidia-smi", "--query-gpu=name,driver_version,memory.total", "--format=csv,noheader") is { Length: > 0 } gpu
        ? Check.Ok("GPU", gpu)
        : Check.Missing("GPU", "no answer from nvidia-smi", "tier gpu does not run", "a CUDA device with its driver");

    private static Check Baselines() => Tool.FirstLine("python3", "-c", "import numpy, scipy; print('numpy', numpy.__version__, 'scipy', scipy.__version__)") is { } versions
        ? Check.Ok("python3 with scipy", versions)
        : Check.Missing("python3 with scipy", "not importable", "bench/ cannot compare with SciPy and OpenBLAS; the suite itself needs neither", "'apt-get install python3-scipy libopenblas0'");

    private static Check Browser() => Tool.Path("chromium", "chromium-browser", "google-chrome") is { } path
        ? Check.Ok("chromium", path)
        : Check.Missing("chromium", "not on the PATH", "browser tests of the report are not run; the report needs none to be written", "'apt-get install chromium'");
}
