using System.CommandLine;
using NCVerify.Cli.Doctoring;

namespace NCVerify.Cli.Commands;

/// <summary><c>ncverify doctor</c>: what this machine has, what each missing part costs and how to get it.</summary>
internal static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command("doctor", "Say what this machine has, what each missing part costs and how to get it.") { json };
        command.SetAction(parsed =>
        {
            IReadOnlyList<Check> checks = Machine.Checks(Environment.CurrentDirectory);
            Show(checks, parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(IReadOnlyList<Check> checks, TextWriter output, bool json)
    {
        if (json)
        {
            JsonOutput.Write(output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("version", VersionAction.Version);
                writer.WriteStartArray("checks");
                foreach (Check check in checks)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", check.Name);
                    writer.WriteBoolean("present", check.Present);
                    writer.WriteString("found", check.Found);
                    writer.WriteString("cost", check.Cost);
                    writer.WriteString("remedy", check.Remedy);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return;
        }

        var human = new HumanOutput(output);
        human.Heading("ncverify " + VersionAction.Version);
        human.Table(["", "part", "found"], checks.Select(c => (string[])[c.Present ? "✓ present" : "– missing", c.Name, c.Found]));
        foreach (Check check in checks.Where(c => !c.Present))
        {
            human.Line($"{check.Name}: {check.Found}. Without it {check.Cost}. To get it: {check.Remedy}.");
        }
    }
}
