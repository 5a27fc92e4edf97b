using System.Diagnostics;
using NCVerify.Conformance.Gate;

namespace NCVerify.Cli.Tests;

/// <summary>The example solvers go through the gate: correct algorithms are not rejected, the wrong one is.</summary>
public sealed class GateExamplesTest
{
    // Verdicts are tested here, not times: a loaded machine may take as long as it needs.
    private const string Patience = "600";

    private static readonly string[] Pythons = ["python3", "/usr/bin/python3", "python"];

    [Test]
    public void GradientDescentWithNumPyPassesWhatItSupports()
    {
        string python = Require("numpy");

        // It passes the cruel ones, too, and takes 13 s for them.
        foreach (string level in (string[])["easy-*", "medium-*", "hard-*"])
        {
            Passes(Cli.Run("gate", "--time-limit", Patience, "--only", level, "--json", "--", python, GateCommandTest.Example("gradient_descent.py")), "gradient descent");
        }
    }

    [Test]
    public void LbfgsOfSciPyPassesTwoBatteries([Values("1", "77")] string seed)
    {
        string python = Require("scipy");
        Cli cli = Cli.Run("gate", "--time-limit", Patience, "--seed", seed, "--json", "--", python, GateCommandTest.Example("lbfgs_scipy.py"));
        Passes(cli, "L-BFGS");
        Assert.That(cli.Json.GetProperty("problems").EnumerateArray().Count(p => p.GetProperty("verdict").GetString() == "passed"), Is.EqualTo(31));
    }

    [Test]
    public void AutogradOfPyTorchPasses() =>
        Passes(Cli.Run("gate", "--time-limit", Patience, "--only", "medium-*", "--json", "--", Require("torch"), GateCommandTest.Example("torch_autograd.py")), "autograd");

    [Test]
    public void TheCSharpExampleIsOneFileAndPasses()
    {
        using var directory = new TemporaryDirectory();
        var build = new ProcessStartInfo("dotnet", ["build", GateCommandTest.Example("GradientDescent.cs"), "-o", directory.Path, "--nologo", "-p:UseSharedCompilation=false"]) { UseShellExecute = false, RedirectStandardOutput = true, Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" } };
        using Process process = Process.Start(build)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output);
        Passes(Cli.Run("gate", "--time-limit", Patience, "--json", "--", "dotnet", directory.File("GradientDescent.dll")), "accelerated gradient descent");
    }

    [Test]
    public void TheWrongExampleIsRejectedEverywhere()
    {
        Cli cli = Cli.Run("gate", "--time-limit", Patience, "--json", "--", "bash", GateCommandTest.Example("wrong.sh"));
        Assert.That(cli.Code, Is.EqualTo(ExitCode.Failed));
        Assert.That(cli.Json.GetProperty("problems").EnumerateArray().Count(p => p.GetProperty("verdict").GetString() == "passed"), Is.Zero);
        Assert.That(cli.Json.GetProperty("score").GetDouble(), Is.Zero);
    }

    [Test]
    public void ExamplesAreShort() =>
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(GateCommandTest.Example("wrong.sh"))!).Select(f => (f, File.ReadAllLines(f).Length)).Where(f => f.Length >= 80), Is.Empty);

    private static void Passes(Cli cli, string name)
    {
        Assert.That(cli.Code, Is.EqualTo(ExitCode.Done), cli.Out + cli.Error);
        Assert.That(cli.Json.GetProperty("solver").GetProperty("name").GetString(), Is.EqualTo(name));
    }

    private static string Require(string module)
    {
        string? found = Array.Find(Pythons, p => Imports(p, module));
        if (found is null)
        {
            Assert.Ignore($"not run: no Python with {module}");
        }

        return found!;
    }

    private static bool Imports(string python, string module)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(python, ["-c", $"import {module}"]) { UseShellExecute = false, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
