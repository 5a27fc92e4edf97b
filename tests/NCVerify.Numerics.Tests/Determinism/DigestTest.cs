using System.Diagnostics;

namespace NCVerify.Numerics.Tests.Determinism;

/// <summary>
/// All kernels in child processes that have fewer vector instructions or fewer threads: the digests of the results are
/// equal, while those of careless sums are not. Each child says which vectors and threads it really had.
/// </summary>
public sealed class DigestTest
{
    // Name, most bits of a vector, threads, environment.
    private static readonly Setting[] Settings =
    [
        new("as it comes", 512, 2),
        new("one thread", 512, 1),
        new("three threads", 512, 3),
        new("no AVX-512", 256, 2, "DOTNET_EnableAVX512", "DOTNET_EnableAVX512F"),
        new("no AVX2", 128, 2, "DOTNET_EnableAVX2"),
        new("no vectors", 0, 1, "DOTNET_EnableHWIntrinsic"),
    ];

    private readonly List<(Setting Setting, Result Result)> _children = [];

    [OneTimeSetUp]
    public void RunChildren()
    {
        foreach (Setting setting in Settings)
        {
            _children.Add((setting, Run(setting)));
        }
    }

    [TestCaseSource(nameof(Settings))]
    public void TheSettingTookEffect(Setting setting)
    {
        Result result = Of(setting);
        Assert.That(result.Width, Is.NoMoreThan(setting.MostBits));
        Assert.That(result.Width, Is.EqualTo(Math.Min(setting.MostBits, Of(Settings[0]).Width)), "only what was switched off is missing");
        Assert.That(result.Helpers, Is.EqualTo(setting.Threads - 1), "threads beside the calling one");
    }

    [TestCaseSource(nameof(Settings))]
    public void EveryKernelGivesTheSameBits(Setting setting)
    {
        Result first = Of(Settings[0]), result = Of(setting);
        Assert.That(first.Kernels, Has.Count.EqualTo(18));
        Assert.That(result.Kernels, Is.EqualTo(first.Kernels));
    }

    [Test]
    public void CarelessSumsShowHowManyWidthsThereWere()
    {
        Result[] sameThreads = [.. _children.Select(c => c.Result)];
        int widths = sameThreads.Select(r => r.Width).Distinct().Count();
        Assert.That(widths, Is.GreaterThan(1), "a machine without any vector instructions cannot show that bits do not depend on them");
        Assert.That(sameThreads.Select(r => r.Controls["sum-by-width"]).Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(widths));
    }

    [Test]
    public void CarelessSumsShowHowManyThreadsThereWere() =>
        Assert.That(_children.Select(c => c.Result.Controls["sum-by-threads"]).Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(3));

    private Result Of(Setting setting) => _children.Single(c => c.Setting == setting).Result;

    private static Result Run(Setting setting)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(typeof(DigestProgram).Assembly.Location);
        start.ArgumentList.Add(Exact.Format(setting.Threads));
        foreach (string variable in setting.SwitchedOff)
        {
            start.Environment[variable] = "0";
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"{setting}: {error.Result}");
        string[][] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd().Split(' '))];
        return new(Number("width"), Number("helpers"), Digests("kernel"), Digests("control"));

        int Number(string name) => int.Parse(lines.Single(l => l[0] == name)[1], Exact.Culture);
        Dictionary<string, string> Digests(string name) => lines.Where(l => l[0] == name).ToDictionary(l => l[1], l => l[2], StringComparer.Ordinal);
    }

    public sealed record Setting(string Name, int MostBits, int Threads, params string[] SwitchedOff)
    {
        public override string ToString() => Name;
    }

    private sealed record Result(int Width, int Helpers, Dictionary<string, string> Kernels, Dictionary<string, string> Controls);
}
