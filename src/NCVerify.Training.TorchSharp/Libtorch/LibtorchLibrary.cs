using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace NCVerify.Training.Libtorch;

/// <summary>The native library: whether it loads, and which it is.</summary>
internal static class LibtorchLibrary
{
    private static readonly Lazy<EngineException?> Failure = new(() => Try(LoadWhole, "libtorch does not load"));
    private static readonly Lazy<EngineException?> CudaFailure = new(() => Try(LookForCuda, "CUDA does not start"));

    /// <summary>Loads the library.</summary>
    /// <exception cref="EngineException">It does not load: packages of TorchSharp and libtorch do not fit, or one is missing.</exception>
    public static void Load()
    {
        if (Failure.Value is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>Makes sure that there is a CUDA device.</summary>
    /// <exception cref="EngineException">There is none, or this libtorch cannot use it.</exception>
    public static void RequireCuda()
    {
        Load();
        if (CudaFailure.Value is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>TorchSharp's version, the libtorch that it was written for, and the file that was loaded.</summary>
    public static string Versions()
    {
        Assembly assembly = typeof(torch).Assembly;
        string? informational = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        string version = informational?.Split('+')[0] ?? assembly.GetName().Version!.ToString(3);
        return $"TorchSharp {version} (written for libtorch {torch.__version__}), {LoadedFile()} loaded";
    }

    // The name of the file often ends in the version, the only place where it can be read: TorchSharp has no call for it.
    private static string LoadedFile()
    {
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>().Select(m => m.ModuleName).FirstOrDefault(n => n.Contains("torch_cpu", StringComparison.Ordinal)) ?? "libtorch of unknown name";
    }

    private static void LoadWhole()
    {
        WrapperFile.RequireWhole(AppContext.BaseDirectory);
        torch.zeros(1).Dispose();
    }

    private static void LookForCuda()
    {
        if (!torch.cuda.is_available())
        {
            throw new NotSupportedException("libtorch finds no CUDA device (no NVIDIA GPU, no driver, or a driver older than this libtorch needs)");
        }
    }

    // TorchSharp writes its trace to standard output when loading fails, where scripts expect results.
    private static EngineException? Try(Action action, string what)
    {
        TextWriter output = Console.Out;
        try
        {
            Console.SetOut(TextWriter.Null);
            action();
            return null;
        }
        catch (Exception e) when (e is TypeInitializationException or NotSupportedException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException or ExternalException or InvalidOperationException)
        {
            Exception inner = e is TypeInitializationException { InnerException: { } cause } ? cause : e;
            string line = inner.Message.ReplaceLineEndings("\n").Split('\n', 2)[0].Split(". ", 2)[0].Trim().TrimEnd('.');
            return new($"{what}: {line}{WrapperFile.Trouble(AppContext.BaseDirectory)}. See docs/torchsharp.md for the packages that belong together; the engine {TrainingEngines.Deterministic} needs none.", e);
        }
        finally
        {
            Console.SetOut(output);
        }
    }
}
