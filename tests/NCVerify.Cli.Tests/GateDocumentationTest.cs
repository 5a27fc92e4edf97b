using System.Text.Json;
using System.Text.RegularExpressions;
using NCVerify.Conformance;
using NCVerify.Conformance.Gate;
using NCVerify.Theory;

namespace NCVerify.Cli.Tests;

/// <summary>docs/gate.md and the workflow files say what is true, as far as that can be checked without running them.</summary>
public sealed partial class GateDocumentationTest
{
    private static readonly string Root = RepositoryLayout.Find().Root;
    private static readonly string Page = File.ReadAllText(Path.Combine(Root, "docs", "gate.md"));

    private static IEnumerable<string> Workflows => [.. Directory.GetFiles(Path.Combine(Root, ".github", "workflows"), "*.yml"), Path.Combine(Root, "docs", "gate-your-solver.yml")];

    [Test]
    public void TheExamplesOfThePageAreLinesOfTheProtocol()
    {
        Schema schema = Schema.Load("gate-protocol");
        Match[] examples = [.. Example().Matches(Page).Cast<Match>()];
        Assert.That(examples.Select(m => m.Groups["name"].Value), Is.EqualTo((string[])["hello", "solve", "solution"]));
        JsonElement[] lines = [.. examples.Select(m => JsonDocument.Parse(m.Groups["json"].Value).RootElement)];
        Assert.That(lines.SelectMany(schema.Problems), Is.Empty);
        Assert.That(AnswerReader.Hello(System.Text.Encoding.UTF8.GetBytes(examples[0].Groups["json"].Value)).Supports, Has.Count.EqualTo(3));
        Problem problem = ProblemFile.Parse(lines[1].GetProperty("problem").GetRawText());
        SolverAnswer answer = AnswerReader.Solution(System.Text.Encoding.UTF8.GetBytes(examples[2].Groups["json"].Value), "medium-step", problem);
        Assert.That((answer.Failure, answer.Candidate is null), Is.EqualTo((FailureKind.None, false)), answer.Message);
    }

    [Test]
    public void ThePageNamesEveryFeatureFailureAndFile()
    {
        IEnumerable<string> words = GateFeatures.All.Keys.Concat(Enum.GetValues<FailureKind>().Where(k => k is not (FailureKind.None or FailureKind.NotAsked)).Select(GateWords.Of));
        Assert.That(words.Where(w => !Page.Contains($"`{w}`", StringComparison.Ordinal)), Is.Empty);
        Assert.That(Page, Does.Contain($"{Battery.Draw().Problems.Count} problems"));
        foreach (Match link in Link().Matches(Page).Cast<Match>())
        {
            Assert.That(Path.Exists(Path.Combine(Root, "docs", link.Groups["target"].Value)), link.Value);
        }
    }

    [TestCaseSource(nameof(Workflows))]
    public void AWorkflowPinsItsActionsAndAsksForLittle(string path)
    {
        string text = File.ReadAllText(path);
        string[] uses = [.. Uses().Matches(text).Select(m => m.Groups["action"].Value)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(uses, Is.Not.Empty);
            Assert.That(uses.Where(u => !Regex.IsMatch(u, "^[a-z0-9-]+(/[a-z0-9-]+)+@[0-9a-f]{40} # v[0-9.]+$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))), Is.Empty, "every action by commit, with its release");
            Assert.That(text, Does.Contain("\npermissions: {}\n"), "nothing unless a job asks");
            Assert.That(text, Does.Not.Contain(": write-all").And.Not.Contain("contents: write").And.Not.Contain("pull_request_target"));
            Assert.That(text, Does.Not.Contain("\t"));
            Assert.That(Regex.Matches(text, @"run:[^\n]*\$\{\{", RegexOptions.None, TimeSpan.FromSeconds(1)), Is.Empty, "values reach a shell through the environment alone");
            Assert.That(Regex.Matches(text, "^    timeout-minutes:", RegexOptions.Multiline, TimeSpan.FromSeconds(1)), Has.Count.EqualTo(Regex.Count(text, "^    runs-on:", RegexOptions.Multiline, TimeSpan.FromSeconds(1))));
        }
    }

    [TestCaseSource(nameof(Workflows))]
    public void AJobMayDoNoMoreThanItSays(string path)
    {
        string[] granted = [.. Regex.Matches(File.ReadAllText(path), "^      (?<name>[a-z-]+): (?<level>read|write)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(m => $"{m.Groups["name"].Value}: {m.Groups["level"].Value}")];
        Assert.That(granted, Is.Not.Empty.And.All.AnyOf("contents: read", "security-events: write"));
    }

    [TestCaseSource(nameof(Workflows))]
    public void EveryCommandOfAWorkflowExists(string path)
    {
        string readme = File.ReadAllText(Path.Combine(Root, "README.md")) + Page;
        string[] commands = [.. Commands(path)];
        Assert.That(commands, Is.Not.Empty);
        using (Assert.EnterMultipleScope())
        {
            foreach (string command in commands)
            {
                string[] words = [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Trim('"'))];
                switch (words[0])
                {
                    case "dotnet":
                        Assert.That(readme, Does.Contain($"dotnet {words[1]}"), command);
                        Assert.That(words.Where(w => w.StartsWith("src/", StringComparison.Ordinal)), Has.All.Matches<string>(w => Directory.Exists(Path.Combine(Root, w!))), command);
                        break;
                    case "sudo" or "cat":
                        break;
                    case var program:
                        Assert.That(program, Does.EndWith("ncverify"), command);
                        string[] own = [.. words.TakeWhile(w => w != "--")];
                        string help = Cli.Run(own[1], "--help").Out;
                        Assert.That(own.Where(w => w.StartsWith('-') && !help.Contains(w, StringComparison.Ordinal)), Is.Empty, command);
                        break;
                }
            }
        }
    }

    // The commands of run steps, without assignments; "$ncverify" is what an assignment of that name says.
    private static IEnumerable<string> Commands(string path)
    {
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            Match run = Run().Match(lines[i]);
            if (!run.Success)
            {
                continue;
            }

            int indent = lines[i].IndexOf("run:", StringComparison.Ordinal);
            IEnumerable<string> block = run.Groups["text"].Value != "|" ? [run.Groups["text"].Value] : lines.Skip(i + 1).TakeWhile(l => l.Length > indent && l[..(indent + 1)].Trim().Length == 0).Select(l => l.Trim());
            foreach (string command in block.Where(l => !Assignment().IsMatch(l)))
            {
                yield return command.Replace("\"$ncverify\"", "ncverify", StringComparison.Ordinal);
            }
        }
    }

    [GeneratedRegex(@"^\s*(- )?run: (?<text>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Run();

    [GeneratedRegex("^[A-Za-z_]+=", RegexOptions.None, 1000)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"<!-- gate: (?<name>\w+) -->\n```json\n(?<json>[^\n]+)\n```", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();

    [GeneratedRegex(@"\]\((?<target>[^)#]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"uses: (?<action>[^\n]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uses();
}
