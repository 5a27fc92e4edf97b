using System.Diagnostics;
using NCVerify.Cli.Running;

namespace NCVerify.Cli.Tests;

public sealed class SpecProcessTest
{
    [Test]
    public async Task OutputAndExitCodeAreThoseOfTheProgram()
    {
        using var output = new StringWriter();
        Assert.That(await SpecProcess.RunAsync(new("dotnet", ["--version"]), output, CancellationToken.None), Is.Zero);
        Assert.That(output.ToString(), Does.Match(@"^\d+\.\d+"));
        Assert.That(await SpecProcess.RunAsync(new("dotnet", ["no-such-command-at-all"]) { RedirectStandardError = true, UseShellExecute = false }, output, CancellationToken.None), Is.Not.Zero);
    }

    [Test]
    public void AProgramThatIsNotThereIsNamed() =>
        Assert.That(async () => await SpecProcess.RunAsync(new("ncverify-no-such-program"), output: null, CancellationToken.None), Throws.TypeOf<CliException>().With.Message.Contain("'ncverify-no-such-program' cannot be started").And.Property("Code").EqualTo(ExitCode.Unfinished));

    [Test]
    [Platform(Exclude = "Win", Reason = "sleep is a POSIX program")]
    public void AProgramThatDoesNotEndIsKilledAfterItsTime()
    {
        using var interrupt = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var watch = Stopwatch.StartNew();
        Assert.That(async () => await SpecProcess.RunAsync(new ProcessStartInfo("sleep", ["60"]), new StringWriter(), TimeSpan.FromMilliseconds(200), interrupt.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(watch.Elapsed, Is.Below(TimeSpan.FromSeconds(55)));
    }
}
