using System.Text.Json;

namespace NCVerify.Cli.Tests;

/// <summary>One command line run in this process.</summary>
internal sealed record Cli(int Code, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public static Cli Run(params IReadOnlyList<string> args)
    {
        using var stdout = new StringWriter { NewLine = "\n" };
        using var stderr = new StringWriter { NewLine = "\n" };
        int code = CliHost.Run(args, stdout, stderr);
        return new(code, stdout.ToString(), stderr.ToString());
    }

    /// <summary>Runs what must be refused: exit code 2, one line on standard error, and the same as JSON when asked for.</summary>
    public static string Refused(params IReadOnlyList<string> args)
    {
        Cli plain = Run(args), json = Run([.. args, "--json"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plain.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That(plain.Error, Does.Match("^ncverify: [^\n]+\n$"), "one line");
            Assert.That(plain.Out, Is.Empty);
            Assert.That(json.Code, Is.EqualTo(ExitCode.BadInput));
            Assert.That("ncverify: " + json.Json.GetProperty("error").GetProperty("message").GetString() + "\n", Is.EqualTo(json.Error));
            Assert.That(Schema.Load("error").Problems(json.Json), Is.Empty);
        }

        return plain.Error;
    }
}
