namespace NCVerify.Training.Libtorch;

/// <summary>Name of the GPU and version of its driver, from the driver's own files: TorchSharp has no call for them.</summary>
internal static class NvidiaDriver
{
    private const string Root = "/proc/driver/nvidia";

    /// <summary>The first GPU and the driver, or that they are not known here.</summary>
    public static string Describe()
    {
        try
        {
            string? model = Directory.Exists(Root + "/gpus")
                ? Directory.EnumerateDirectories(Root + "/gpus").Order(StringComparer.Ordinal)
                    .SelectMany(gpu => File.ReadLines(Path.Combine(gpu, "information")))
                    .FirstOrDefault(line => line.StartsWith("Model:", StringComparison.Ordinal))?["Model:".Length..].Trim()
                : null;
            string? driver = File.Exists(Root + "/version") ? File.ReadLines(Root + "/version").First().Trim() : null;
            return $"{model ?? "GPU of unknown name"}, {driver ?? "driver of unknown version"}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return "GPU of unknown name, driver of unknown version";
        }
    }
}
