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

    [Test]
    public void TheCommandsOfTheWorkflowsAreOnesThatThisProgramTakes()
    {
        string text = string.Concat(Workflows.Select(File.ReadAllText));
        string[] options = [.. Regex.Matches(text, @"ncverify""? gate(?<rest>[^\n]*?) -- ", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).SelectMany(m => Regex.Matches(m.Groups["rest"].Value, "--[a-z-]+", RegexOptions.None, TimeSpan.FromSeconds(1))).Select(m => m.Value).Distinct()];
        string help = Cli.Run("gate", "--help").Out;
        Assert.That(options, Is.Not.Empty);
        Assert.That(options.Where(o => !help.Contains(o, StringComparison.Ordinal)), Is.Empty);
    }

    [GeneratedRegex(@"<!-- gate: (?<name>\w+) -->\n```json\n(?<json>[^\n]+)\n```", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();

    [GeneratedRegex(@"\]\((?<target>[^)#]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"uses: (?<action>[^\n]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uses();
}
