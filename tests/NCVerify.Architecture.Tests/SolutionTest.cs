namespace NCVerify.Architecture.Tests;

public sealed class SolutionTest
{
    [Test]
    public void EveryProjectOnDiskIsInTheSolution()
    {
        string root = RepositoryRoot();
        string solution = File.ReadAllText(Path.Combine(root, "NCVerify.sln")).Replace('\\', '/');
        string[] missing = [.. Directory.EnumerateFiles(root, "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("artifacts/", StringComparison.Ordinal))
            .Where(path => !solution.Contains(path, StringComparison.Ordinal))];

        Assert.That(missing, Is.Empty);
    }

    internal static string RepositoryRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NCVerify.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("The tests must run from a build inside the repository.");
    }
}
