using System.Text.RegularExpressions;
using NCVerify.Conformance;

namespace NCVerify.Cli.Tests;

/// <summary>Every example of docs/cli.md is run, and prints what the page says.</summary>
public sealed partial class DocumentationTest
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryLayout.Find().Root, "docs", "cli.md")).ReplaceLineEndings("\n");

    private static IEnumerable<TestCaseData> Examples => Console().Matches(Page).Select(m => new TestCaseData(m.Groups["command"].Value, m.Groups["output"].Value).SetName(m.Groups["command"].Value));

    [TestCaseSource(nameof(Examples))]
    public void AnExamplePrintsWhatThePageSays(string command, string expected)
    {
        string before = Environment.CurrentDirectory;
        using var directory = new TemporaryDirectory();
        foreach (Match file in InputFile().Matches(Page))
        {
            directory.Write(file.Groups["name"].Value, file.Groups["text"].Value);
        }

        string? data = Environment.GetEnvironmentVariable("NCVERIFY_DATA");
        Environment.SetEnvironmentVariable("NCVERIFY_DATA", null);
        Environment.CurrentDirectory = directory.Path;
        try
        {
            Cli cli = Cli.Run([.. command.Split(' ').Select(word => word.Trim('\''))]);
            Assert.That(cli.Out + cli.Error, Does.Match("^" + Regex.Escape(expected).Replace("…", "(.|\n)*", StringComparison.Ordinal) + "$"));
        }
        finally
        {
            Environment.CurrentDirectory = before;
            Environment.SetEnvironmentVariable("NCVERIFY_DATA", data);
        }
    }

    [Test]
    public void EveryCommandAndEverySchemaIsDocumented()
    {
        string help = Cli.Run("--help").Out;
        string[] commands = [.. Regex.Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..], @"^  (?<name>[a-z]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(m => m.Groups["name"].Value)];
        Assert.That(commands, Has.Length.AtLeast(9));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(commands.Where(c => !Page.Contains($"| [`{c}`](", StringComparison.Ordinal)), Is.Empty);
            foreach (Match link in SchemaLink().Matches(Page))
            {
                Assert.That(File.Exists(Path.Combine(RepositoryLayout.Find().Root, "docs", link.Groups["file"].Value)), link.Value);
            }
        }
    }

    [GeneratedRegex(@"```console\n\$ ncverify (?<command>[^\n]+)\n(?<output>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Console();

    [GeneratedRegex(@"<!-- file: (?<name>\S+) -->\n```json\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InputFile();

    [GeneratedRegex(@"\((?<file>(schemas/)?[a-z]+\.(schema\.json|md))\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SchemaLink();
}
