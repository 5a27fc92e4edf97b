using System.CommandLine;
using System.Text.Json;
using NCVerify.Cli.Solving;
using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Cli.Commands;

/// <summary><c>ncverify solve PROBLEM.json</c>: a minimiser with a rigorous lower bound.</summary>
internal static class SolveCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("PROBLEM.json") { Description = "The problem ('-': standard input); docs/schemas/problem.schema.json says what it holds." };
        var to = new Option<string?>("--out") { Description = "Write the solution to this file; it replaces an older one only when complete.", HelpName = "FILE" };
        var seed = new Option<ulong>("--seed") { Description = "Seed of random starts, where a solver uses any.", DefaultValueFactory = _ => 0 };
        var json = CommonOptions.Json();
        var command = new Command("solve", "Solve a problem and certify how far the solution can be from the optimum.") { file, to, seed, json };
        command.SetAction(async (parsed, token) =>
        {
            InvocationConfiguration io = parsed.InvocationConfiguration;
            Problem problem = Read(parsed.GetRequiredValue(file));
            string? target = parsed.GetValue(to);
            if (target is not null && Path.GetDirectoryName(Path.GetFullPath(target)) is { } folder && !Directory.Exists(folder))
            {
                throw new CliException($"--out {target}: there is no directory '{folder}'.");
            }

            Action<string> progress = parsed.GetValue(json) || Console.IsErrorRedirected ? _ => { } : io.Error.WriteLine;

            // Solvers cannot be interrupted; an interrupted command leaves theirs to end with the process.
            ulong chosen = parsed.GetValue(seed);
            (CertifiedSolution solution, string solver) = await Task.Run(() => SolverChoice.Certified(problem, chosen, progress), CancellationToken.None).WaitAsync(token);
            GeometryMatch? geometry = SolutionGeometry.Nearest(solution);
            if (target is not null)
            {
                SolutionFile.Save(solution, target, geometry);
            }

            if (parsed.GetValue(json))
            {
                io.Output.Write(SolutionFile.Write(solution, geometry));
            }
            else
            {
                Show(solution, solver, geometry, target, io.Output);
            }

            return solution.GloballyOptimal || solution.Bound.Certificate == "none" ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static Problem Read(string path)
    {
        using JsonDocument document = InputFile.ReadJson(path);
        try
        {
            return ProblemFile.Parse(document.RootElement.GetRawText());
        }
        catch (ProblemException e)
        {
            throw new CliException($"{path}: {e.Message}");
        }
    }

    private static void Show(CertifiedSolution solution, string solver, GeometryMatch? geometry, string? target, TextWriter output)
    {
        var human = new HumanOutput(output);
        human.Heading(solution.GloballyOptimal ? "✓ globally optimal" : solution.Bound.Certificate == "none" ? "? not certified" : "✗ not proven optimal");
        human.Pairs(
        [
            ("objective", Exact.Format(solution.Objective)),
            ("lower bound", double.IsFinite(solution.Bound.Value) ? Exact.Format(solution.Bound.Value) : "none"),
            ("relative gap", double.IsFinite(solution.RelativeGap) ? $"{Exact.Format(solution.RelativeGap, 3)} (globally optimal up to {Exact.Format(CertifiedSolution.Tolerance)})" : "none"),
            ("certificate", solution.Bound.Certificate + (solution.Bound.Reason.Length > 0 ? $": {solution.Bound.Reason}" : "")),
            ("solver", $"{solver}, {solution.Run.Iterations.ToString(Exact.Culture)} iterations, {Exact.Format(solution.Run.Seconds, 3)} s"),
            ("nearest geometry", geometry is null ? "none: the solution is zero" : string.Join(", ", geometry.Distances.Select(d => $"{d.Key} {Exact.Format(d.Value, 4)}"))),
        ]);
        human.Line(target is null ? "The matrices W, H and Z are written by --out FILE or --json." : $"Solution: {target}");
    }
}
