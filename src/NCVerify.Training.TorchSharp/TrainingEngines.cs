namespace NCVerify.Training;

/// <summary>All engines by name, whether they are there or not.</summary>
public static class TrainingEngines
{
    /// <summary>The engine that is always there.</summary>
    public const string Deterministic = "deterministic";

    /// <summary>libtorch on the processor.</summary>
    public const string TorchSharpCpu = "torchsharp-cpu";

    /// <summary>libtorch on a CUDA device.</summary>
    public const string TorchSharpCuda = "torchsharp-cuda";

    /// <summary>Names, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = [Deterministic, TorchSharpCpu, TorchSharpCuda];

    /// <summary>Whether TorchSharp was compiled in.</summary>
    public static bool HasTorchSharp =>
#if NCVERIFY_TORCH
        true;
#else
        false;
#endif

    /// <summary>What an engine is on this machine, or why it is not there; loads its library, never throws for a known name.</summary>
    /// <exception cref="EngineException">There is no engine of this name.</exception>
    public static EngineStatus Status(string name)
    {
        try
        {
            return new(name, Create(name).Description, Missing: null);
        }
        catch (EngineException e) when (Names.Contains(name, StringComparer.Ordinal))
        {
            return new(name, Description: null, e.Message);
        }
    }

    /// <summary>An engine.</summary>
    /// <exception cref="EngineException">There is no engine of this name, or it is not there; the message says why and what to do.</exception>
    public static ITrainingEngine Create(string name) => name switch
    {
        Deterministic => new DeterministicEngine(),
        TorchSharpCpu or TorchSharpCuda => Torch(name),
        _ => throw new EngineException($"There is no engine '{name}'; expected one of {string.Join(", ", Names)}."),
    };

#if NCVERIFY_TORCH
    private static ITrainingEngine Torch(string name)
    {
        try
        {
            return OnLibtorch(name);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException or TypeLoadException or MissingMemberException)
        {
            throw new EngineException($"TorchSharp does not load: {e.Message.Trim()} Restore and build again with NCVERIFY_TORCH set (docs/torchsharp.md); the engine {Deterministic} needs none.", e);
        }
    }

    // Apart, so that what TorchSharp's own assembly lacks is noticed inside the try.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static ITrainingEngine OnLibtorch(string name) => Libtorch.TorchEngine.Create(name);
#else
    private static ITrainingEngine Torch(string name) => throw new EngineException(
        $"The engine {name} is not compiled in; build with the environment variable NCVERIFY_TORCH={(name == TorchSharpCuda ? "cuda" : "cpu")} where the TorchSharp packages restore (docs/torchsharp.md).");
#endif
}

/// <summary>An engine on this machine.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Description">Device, versions and settings; null when it is not there.</param>
/// <param name="Missing">Why it is not there and what to do; null when it is.</param>
public sealed record EngineStatus(string Name, string? Description, string? Missing)
{
    /// <summary>Whether the engine can be used.</summary>
    public bool IsAvailable => Missing is null;
}
