using System.Xml.Linq;

namespace NCVerify.Architecture.Tests;

public sealed class ProjectArrowsTest
{
    // What each project of src may reach, directly or through others. The arrows run one way.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["NCVerify.Numerics"] = [],
        ["NCVerify.Theory"] = ["NCVerify.Numerics"],
        ["NCVerify.Metrics"] = ["NCVerify.Numerics", "NCVerify.Theory"],
        ["NCVerify.Training"] = ["NCVerify.Numerics", "NCVerify.Theory", "NCVerify.Metrics"],
        ["NCVerify.Training.TorchSharp"] = ["NCVerify.Numerics", "NCVerify.Theory", "NCVerify.Metrics", "NCVerify.Training"],
        ["NCVerify.Claims"] = ["NCVerify.Numerics", "NCVerify.Theory"],
        ["NCVerify.Conformance"] = ["NCVerify.Numerics", "NCVerify.Theory", "NCVerify.Claims"],
        ["NCVerify.Conformance.NUnit"] = ["NCVerify.Numerics", "NCVerify.Theory", "NCVerify.Claims", "NCVerify.Conformance", "NCVerify.Reporting"],
        ["NCVerify.Reporting"] = ["NCVerify.Numerics", "NCVerify.Theory", "NCVerify.Claims", "NCVerify.Conformance"],
        ["NCVerify.Cli"] = ["NCVerify.Numerics", "NCVerify.Theory", "NCVerify.Metrics", "NCVerify.Training", "NCVerify.Training.TorchSharp", "NCVerify.Claims", "NCVerify.Conformance", "NCVerify.Reporting"],
    };

    private static IEnumerable<string> Projects => Directory.EnumerateFiles(Path.Combine(SolutionTest.RepositoryRoot(), "src"), "*.csproj", SearchOption.AllDirectories);

    [TestCaseSource(nameof(Projects))]
    public void AProjectReachesOnlyWhatLiesBeneathIt(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        Assert.That(Allowed, Does.ContainKey(name), "a new project of src needs its place among the arrows");
        Assert.That(Reached(path), Is.SubsetOf(Allowed[name]));
    }

    [TestCaseSource(nameof(Projects))]
    public void NoProjectOfSrcReachesTestsOrSpecs(string path) =>
        Assert.That(References(path).Select(p => Path.GetRelativePath(SolutionTest.RepositoryRoot(), p)), Has.All.StartsWith("src" + Path.DirectorySeparatorChar));

    [Test]
    public void TheRuleItselfCanFail() =>
        Assert.That(Reached(Projects.Single(p => p.EndsWith("NCVerify.Cli.csproj", StringComparison.Ordinal))), Is.Not.SubsetOf(Allowed["NCVerify.Theory"]));

    private static HashSet<string> Reached(string project)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(References(project));
        while (open.TryDequeue(out string? next))
        {
            if (reached.Add(Path.GetFileNameWithoutExtension(next)))
            {
                foreach (string further in References(next))
                {
                    open.Enqueue(further);
                }
            }
        }

        return reached;
    }

    private static IEnumerable<string> References(string project) => XDocument.Load(project).Descendants("ProjectReference")
        .Select(r => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, r.Attribute("Include")!.Value)));
}
