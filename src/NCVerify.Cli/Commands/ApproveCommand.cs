using System.CommandLine;
using NCVerify.Conformance;

namespace NCVerify.Cli.Commands;

/// <summary><c>ncverify approve [GLOB]</c>: accepts received snapshots, a person's decision.</summary>
internal static class ApproveCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var glob = new Argument<string>("GLOB") { Description = "Which snapshots, with * and ?; with a slash, the path below the root. Quote it.", DefaultValueFactory = _ => "*" };
        var root = new Option<string?>("--root") { Description = "Directory to search; by default the checkout around the current directory.", HelpName = "DIR" };
        var json = CommonOptions.Json();
        var command = new Command("approve", "Accept received snapshots: each replaces its approved file.") { glob, root, json };
        command.SetAction(parsed =>
        {
            string directory = parsed.GetValue(root) ?? RepositoryLayout.TryFind(Environment.CurrentDirectory)?.Root
                ?? throw new CliException($"There is no NCVerify.sln in {Environment.CurrentDirectory} or above it; run in a checkout, or name the directory by --root DIR.");
            string pattern = parsed.GetRequiredValue(glob);
            if (pattern.Length == 0)
            {
                throw new CliException("GLOB is empty; give a pattern such as 'SELI*', or leave it out for all.");
            }

            IReadOnlyList<Approval> approvals = Approver.Approve(directory, pattern);
            Show(directory, pattern, approvals, parsed.InvocationConfiguration.Output, parsed.GetValue(json));
            return approvals.All(a => a.Approved) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void Show(string directory, string glob, IReadOnlyList<Approval> approvals, TextWriter output, bool json)
    {
        if (json)
        {
            JsonOutput.Write(output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("root", Path.GetFullPath(directory));
                writer.WriteString("glob", glob);
                writer.WriteStartArray("snapshots");
                foreach (Approval approval in approvals)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", approval.Name);
                    writer.WriteBoolean("approved", approval.Approved);
                    writer.WriteString("reason", approval.Reason);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            });
            return;
        }

        var human = new HumanOutput(output);
        foreach (Approval approval in approvals)
        {
            human.Line(approval.Approved ? $"approved  {approval.Name}" : $"refused   {approval.Name}: {approval.Reason}");
        }

        if (approvals.Count == 0)
        {
            human.Line(glob == "*" ? "No received snapshot waits for approval." : $"No received snapshot matches '{glob}'.");
        }
    }
}
