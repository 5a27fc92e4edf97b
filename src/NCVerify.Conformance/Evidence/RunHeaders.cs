using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using System.Text;

namespace NCVerify.Conformance;

/// <summary>Collects what a run header says about checkout and machine.</summary>
public static class RunHeaders
{
    private static readonly string[] DataSets = ["mnist", "cifar10"];

    /// <summary>The header of a run of the given tier on this machine, in the checkout around the running program.</summary>
    public static RunHeader Collect(string tier)
    {
        ArgumentException.ThrowIfNullOrEmpty(tier);
        string? root = RepositoryLayout.TryFind(AppContext.BaseDirectory)?.Root;
        (string commit, bool dirty) = root is null ? ("", false) : GitState.Of(root);
        return new()
        {
            Version = ProductVersion(),
            Started = WallClock.Text(WallClock.Now()),
            Tier = tier,
            Commit = commit,
            Dirty = dirty,
            Runtime = RuntimeInformation.FrameworkDescription,
            OperatingSystem = $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture})",
            Processor = Processor(),
            Threads = Environment.ProcessorCount,
            Simd = Simd(),
            LockDigest = root is null ? "" : LockDigest(root),
            Environment = Surroundings(),
        };
    }

    /// <summary>
    /// SHA-256 over all packages.lock.json files below <paramref name="root"/>, build output left out: for each in ordinal
    /// order of relative paths, the path with forward slashes, a line feed, and the content with line feeds only.
    /// </summary>
    public static string LockDigest(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.EnumerateFiles(root, "packages.lock.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "artifacts" or "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .ToArray();
        foreach (string file in files)
        {
            string text = File.ReadAllText(Path.Combine(root, file)).ReplaceLineEndings("\n");
            digest.AppendData(Encoding.UTF8.GetBytes(file + "\n" + text));
        }

        return files.Length == 0 ? "" : Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static string ProductVersion()
    {
        string full = typeof(RunHeaders).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        return full.Split('+')[0];
    }

    private static string Processor()
    {
        const string Information = "/proc/cpuinfo";
        string? model = File.Exists(Information)
            ? File.ReadLines(Information).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[^1].Trim()
            : null;
        return model ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Simd()
    {
        bool arm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64;
        if (Vector512.IsHardwareAccelerated)
        {
            return "AVX-512 (512 bit)";
        }

        return (Vector256.IsHardwareAccelerated, Vector128.IsHardwareAccelerated) switch
        {
            (true, _) => "AVX2 (256 bit)",
            (_, true) => arm ? "NEON (128 bit)" : "SSE (128 bit)",
            _ => "none",
        };
    }

    private static OrderedDictionary<string, string> Surroundings()
    {
        OrderedDictionary<string, string> found = new(StringComparer.Ordinal);
        string? data = Environment.GetEnvironmentVariable("NCVERIFY_DATA");
        foreach (string set in DataSets)
        {
            found["data: " + set] = string.IsNullOrWhiteSpace(data)
                ? "absent (NCVERIFY_DATA is not set)"
                : Directory.Exists(Path.Combine(data, set)) ? "found" : "absent (no such folder in NCVERIFY_DATA)";
        }

        return found;
    }
}
