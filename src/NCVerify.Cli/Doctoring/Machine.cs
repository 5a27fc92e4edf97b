using NCVerify.Cli.Training;
using NCVerify.Conformance;
using NCVerify.Numerics;

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
            .. Engines.Names.Select(name => Check.Ok($"{name} engine", Engines.Create(name).Description)),
            Torch(),
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

    private static Check Torch() => File.Exists(Path.Combine(AppContext.BaseDirectory, "NCVerify.Training.TorchSharp.dll"))
        ? Check.Ok("TorchSharp engine", "built in")
        : Check.Missing("TorchSharp engine", "not built", "tier gpu does not run; the deterministic engine does all else", "build with -p:NCVerifyTorch=cpu or =cuda where the TorchSharp packages restore");

    private static Check Gpu() => Tool.FirstLine("nvidia-smi", "--list-gpus") is { Length: > 0 } gpu
        ? Check.Ok("GPU", gpu)
        : Check.Missing("GPU", "no answer from nvidia-smi", "tier gpu does not run", "a CUDA device with its driver");

    private static Check Baselines() => Tool.FirstLine("python3", "-c", "import numpy, scipy; print('numpy', numpy.__version__, 'scipy', scipy.__version__)") is { } versions
        ? Check.Ok("python3 with scipy", versions)
        : Check.Missing("python3 with scipy", "not importable", "bench/ cannot compare with SciPy and OpenBLAS; the suite itself needs neither", "'apt-get install python3-scipy libopenblas0'");

    private static Check Browser() => Tool.Path("chromium", "chromium-browser", "google-chrome") is { } path
        ? Check.Ok("chromium", path)
        : Check.Missing("chromium", "not on the PATH", "browser tests of the report are not run; the report needs none to be written", "'apt-get install chromium'");
}
