using System.Diagnostics;
using System.Text.Json;

namespace NCVerify.Cli.Tests;

/// <summary>The program itself, as a shell starts it.</summary>
public sealed class ProcessTest
{
    [Test]
    public void ExitCodesReachTheShellAndStreamsStayApart()
    {
        (int code, string output, string error) = Run("claims", "SELI-05", "--json");
        Assert.That((code, error), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(JsonDocument.Parse(output).RootElement.GetProperty("id").GetString(), Is.EqualTo("SELI-05"));

        (code, output, error) = Run("claims", "SELI-5");
        Assert.That((code, output), Is.EqualTo((ExitCode.BadInput, "")));
        Assert.That(error, Does.StartWith("ncverify: There is no claim 'SELI-5'."));

        Assert.That(Run("nonsense").Code, Is.EqualTo(ExitCode.BadInput), "usage errors of the parser, too");
    }

    [Test]
    public void OutputThatIsNoTerminalHasNoColourAndNoByteOrderMark()
    {
        (_, string output, _) = Run("claims");
        Assert.That(output, Does.Contain("SELI-05").And.Not.Contain('\u001b').And.Not.Contain('\uFEFF'));
    }

    [Test]
    public void NumbersAreTheSameInEveryCulture()
    {
        string[] args = ["predict", "SELI-05", "--set", "n=6,5,3,2", "--json"];
        Assert.That(Run(args, "de_DE.UTF-8").Output, Is.EqualTo(Run(args, "C.UTF-8").Output));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "kill sends POSIX signals")]
    public void AnInterruptEndsTheProgramWithinSecondsAndLeavesNothingHalfWritten([Values("INT", "TERM")] string signal)
    {
        using var directory = new TemporaryDirectory();

        // Large enough to be busy for many seconds: every class has its own size.
        string problem = directory.Write("p.json", $$"""
            {"model":"unconstrained-features","loss":"cross-entropy","reduction":"mean","samples":[{{string.Join(',', Enumerable.Range(1, 3000))}}],"dimension":3000,"lambdaW":[1e-8],"lambdaH":1e-8}
            """);
        using Process process = Start(["solve", problem, "--out", directory.File("s.json")], "C.UTF-8");
        using var end = new Ending(process);
        Assume.That(Ignores(process, signal), Is.False, $"this run was started with SIG{signal} ignored (nohup, or in the background of a script), and so are its children");

        // Of its own time on the processor, so that it is past its start however loaded the machine is.
        while (!process.HasExited && process.TotalProcessorTime < TimeSpan.FromSeconds(2))
        {
            Thread.Sleep(50);
        }

        Assume.That(process.HasExited, Is.False, "the problem is solved before it can be interrupted");
        using (Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(Numerics.Exact.Culture)]))
        {
            kill.WaitForExit();
        }

        Assert.That(process.WaitForExit(TimeSpan.FromMinutes(3)), "it ends");
        Assert.That(process.ExitCode, Is.EqualTo(ExitCode.Unfinished));
        Assert.That(process.StandardError.ReadToEnd(), Does.Contain("interrupted"));
        Assert.That(Directory.GetFiles(directory.Path), Has.Length.EqualTo(1), "the problem alone");
    }

    // Linux says which signals a process was started to ignore; elsewhere nothing is assumed.
    private static bool Ignores(Process process, string signal)
    {
        string status = $"/proc/{process.Id.ToString(Numerics.Exact.Culture)}/status";
        string? line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)) : null;
        int number = signal == "INT" ? 2 : 15;
        return line is not null && (Convert.ToUInt64(line[7..].Trim(), 16) >> (number - 1) & 1) == 1;
    }

    // A process that does not end must not outlive its test.
    private sealed class Ending(Process process) : IDisposable
    {
        public void Dispose()
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static (int Code, string Output, string Error) Run(params string[] args) => Run(args, "C.UTF-8");

    private static (int Code, string Output, string Error) Run(string[] args, string locale)
    {
        using Process process = Start(args, locale);
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    private static Process Start(string[] args, string locale)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CliHost).Assembly.Location, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["LC_ALL"] = locale;
        return Process.Start(start)!;
    }
}
