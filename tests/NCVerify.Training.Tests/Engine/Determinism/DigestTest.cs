using System.Diagnostics;
using NCVerify.Numerics;

namespace NCVerify.Training.Tests.Determinism;

/// <summary>Training in child processes with fewer vector instructions or fewer threads ends with the same bits.</summary>
public sealed class DigestTest
{
    private static readonly Setting[] Settings =
    [
        new("as it comes", 512, 2),
        new("one thread", 512, 1),
        new("three threads", 512, 3),
        new("no AVX-512", 256, 2, "DOTNET_EnableAVX512", "DOTNET_EnableAVX512F"),
        new("no AVX2", 128, 2, "DOTNET_EnableAVX2"),
        new("no vectors", 0, 1, "DOTNET_EnableHWIntrinsic"),
    ];

    private readonly Dictionary<Setting, Dictionary<string, string>> _children = [];

    [OneTimeSetUp]
    public void RunChildren()
    {
        foreach (Setting setting in Settings)
        {
            _children.Add(setting, Run(setting));
        }
    }

    [TestCaseSource(nameof(Settings))]
    public void TrainingGivesTheSameBits(Setting setting)
    {
        Dictionary<string, string> first = _children[Settings[0]], child = _children[setting];
        Assert.That(int.Parse(child["width"], Exact.Culture), Is.EqualTo(Math.Min(setting.MostBits, int.Parse(first["width"], Exact.Culture))), "the setting took effect");
        Assert.That(child.Where(d => d.Key != "width"), Is.EquivalentTo(first.Where(d => d.Key != "width")));
        Assert.That(child, Has.Count.EqualTo(9));
    }

    [Test]
    public void DigestsTellNetworksApart() =>
        Assert.That(_children[Settings[0]].Values.Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(9));

    private static Dictionary<string, string> Run(Setting setting)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(DigestProgram).Assembly.Location, Exact.Format(setting.Threads)]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string variable in setting.SwitchedOff)
        {
            start.Environment[variable] = "0";
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"{setting}: {error.Result}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd().Split(' ')).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
    }

    public sealed record Setting(string Name, int MostBits, int Threads, params string[] SwitchedOff)
    {
        public override string ToString() => Name;
    }
}
