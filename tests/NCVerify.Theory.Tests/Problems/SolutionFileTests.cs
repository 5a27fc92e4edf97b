using System.Text.Json;
using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Problems;

public sealed class SolutionFileTests
{
    private static readonly Problem Problem = Problem.CrossEntropy([3, 3, 2], 0.01, 0.02, 2);

    [Test]
    public void NumbersReadBackToTheSameBits()
    {
        CertifiedSolution solution = Solve.Certified(Problem, new FirstOrderSolver { Starts = 1 }, new Certifier());
        JsonElement read = JsonDocument.Parse(SolutionFile.Write(solution, new GeometryMatch("simplex-etf", new Dictionary<string, double>(StringComparer.Ordinal) { ["simplex-etf"] = 0.1 }))).RootElement;

        Assert.That(read.GetProperty("objective").GetDouble(), Is.EqualTo(solution.Objective));
        Assert.That(read.GetProperty("lowerBound").GetDouble(), Is.EqualTo(solution.Bound.Value));
        Assert.That(read.GetProperty("gap").GetDouble(), Is.EqualTo(solution.Gap));
        Assert.That(read.GetProperty("certificate").GetString(), Is.EqualTo("CERT-3'"));
        Assert.That(read.GetProperty("globallyOptimal").GetBoolean());
        Assert.That(Rows(read.GetProperty("W")[0]), Is.EqualTo(solution.W.ToRows()));
        Assert.That(Rows(read.GetProperty("H")), Is.EqualTo(solution.H.ToRows()));
        Assert.That(Rows(read.GetProperty("Z")), Is.EqualTo(solution.Z.ToRows()));
        Assert.That(read.GetProperty("geometry").GetProperty("distances").GetProperty("simplex-etf").GetDouble(), Is.EqualTo(0.1));
    }

    [Test]
    public void WhatIsNotFiniteIsNull()
    {
        var run = new SolverRun(new Candidate([new Matrix(3, 2)], new Matrix(2, 3)), 0, 0, false);
        Problem mse = Problem with { Loss = Loss.Mse, Weights = [1, 1, 2] };
        JsonElement read = JsonDocument.Parse(SolutionFile.Write(Solve.Certified(mse, run, new Certifier()))).RootElement;

        Assert.That(read.GetProperty("lowerBound").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(read.GetProperty("gap").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(read.GetProperty("certificate").GetString(), Is.EqualTo("none"));
        Assert.That(read.GetProperty("certificateReason").GetString(), Is.Not.Empty);
        Assert.That(read.GetProperty("globallyOptimal").GetBoolean(), Is.False);
    }

    [Test]
    public void FieldsAreThoseOfThePublishedSchemas()
    {
        var run = new SolverRun(new Candidate([new Matrix(3, 2)], new Matrix(2, 3)), 0, 0, false);
        JsonElement solution = JsonDocument.Parse(SolutionFile.Write(Solve.Certified(Problem, run, new Certifier()))).RootElement;
        Assert.That(Names(solution), Is.EqualTo(Names(Schema("solution").GetProperty("properties"))));
        Assert.That(Schema("solution").GetProperty("required").EnumerateArray().Select(e => e.GetString()), Is.EqualTo(Names(solution)));

        JsonElement problem = JsonDocument.Parse(ProblemFile.Write(Problem with { Weights = [1, 1, 2] })).RootElement;
        Assert.That(Names(problem), Is.SubsetOf(Names(Schema("problem").GetProperty("properties"))));
        ProblemException? refusal = Assert.Throws<ProblemException>(() => ProblemFile.Parse(ProblemFile.Write(Problem).Replace("\"loss\"", "\"los\"", StringComparison.Ordinal)));
        Assert.That(refusal!.Field, Is.EqualTo("loss"));
    }

    [Test]
    public void AnUnsupportedSolverIsRefused()
    {
        ProblemException? refusal = Assert.Throws<ProblemException>(() => Solve.Certified(Problem, new SeparationSolver(), new Certifier()));
        Assert.That(refusal!.Field, Is.EqualTo("solver"));
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];

    private static double[][] Rows(JsonElement element) =>
        [.. element.EnumerateArray().Select(row => row.EnumerateArray().Select(x => x.GetDouble()).ToArray())];

    private static JsonElement Schema(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NCVerify.sln")))
        {
            folder = folder.Parent;
        }

        string path = Path.Combine(folder!.FullName, "docs", "schemas", name + ".schema.json");
        return JsonDocument.Parse(File.ReadAllText(path)).RootElement;
    }
}
