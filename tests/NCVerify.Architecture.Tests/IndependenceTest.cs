using System.Text.RegularExpressions;

namespace NCVerify.Architecture.Tests;

/// <summary>Oracles are worth something only while they are independent: they share contracts, and no code.</summary>
public sealed partial class IndependenceTest
{
    // Contracts, and SeparationSupport: which problems the two separation solvers take, and their words of refusal.
    private static readonly string[] Contracts = ["ISolver", "ICertifier", "SolverRun", "Candidate", "LowerBound", "CertifiedSolution", "SeparationSupport"];

    [Test]
    public void CertificatesUseNothingOfTheSolvers() =>
        Assert.That(Shared(Theory("Certificates"), Theory("Solvers")), Is.Empty);

    [Test]
    public void CertificatesUseNoClosedForm() =>
        Assert.That(Shared(Theory("Certificates"), Theory("ClosedForms")), Is.Empty);

    [Test]
    public void SolversUseNeitherCertificatesNorClosedForms()
    {
        Assert.That(Shared(Theory("Solvers"), Theory("Certificates")), Is.Empty);
        Assert.That(Shared(Theory("Solvers"), Theory("ClosedForms")), Is.Empty);
    }

    [Test]
    public void FirstAndSecondOrderSolversShareNothing()
    {
        string[] solvers = Theory("Solvers");
        string[] first = [.. solvers.Where(IsFirstOrder)], second = [.. solvers.Where(f => !IsFirstOrder(f) && Path.GetFileName(f) != "Solvers.cs")];
        Assert.That(first, Is.Not.Empty);
        Assert.That(second, Is.Not.Empty);
        Assert.That(Shared(first, second), Is.Empty);
        Assert.That(Shared(second, first), Is.Empty);
    }

    [TestCase("ClosedForms")]
    [TestCase("Solvers")]
    [TestCase("Certificates")]
    public void FreeModelsAndTheirMinimiserShareNothingWith(string folder)
    {
        string[] models = [.. Theory("Minimisation"), .. Theory("Contrastive"), .. Theory("Ordinal"), .. Theory("AllNc")];
        Assert.That(models, Is.Not.Empty);
        Assert.That(Shared(models, Theory(folder)), Is.Empty);
    }

    [Test]
    public void TheRuleItselfCanFail() =>
        Assert.That(Shared(Theory("Problems"), Theory("Problems")), Is.Not.Empty);

    private static bool IsFirstOrder(string file) => Path.GetFileName(file).StartsWith("FirstOrder", StringComparison.Ordinal);

    private static string[] Theory(string folder)
    {
        string path = Path.Combine(SolutionTest.RepositoryRoot(), "src", "NCVerify.Theory", folder);
        return Directory.Exists(path) ? Directory.GetFiles(path, "*.cs", SearchOption.AllDirectories) : [];
    }

    private static IEnumerable<string> Shared(string[] users, string[] owners)
    {
        string[] declared = [.. owners.SelectMany(f => Declaration().Matches(File.ReadAllText(f)).Select(m => m.Groups["type"].Value)).Except(Contracts, StringComparer.Ordinal)];
        foreach (string user in users)
        {
            string code = Comment().Replace(File.ReadAllText(user), "");
            foreach (string type in declared.Where(t => Regex.IsMatch(code, $@"(?<![.\w]){t}\b(?!\s*\()|\bnew {t}\b", RegexOptions.None, TimeSpan.FromSeconds(5))))
            {
                yield return $"{Path.GetFileName(user)} uses {type}";
            }
        }
    }

    [GeneratedRegex(@"(?:class|record|struct|interface|enum)\s+(?:struct\s+|class\s+)?(?<type>[A-Z]\w+)", RegexOptions.None, 5000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline, 5000)]
    private static partial Regex Comment();
}
