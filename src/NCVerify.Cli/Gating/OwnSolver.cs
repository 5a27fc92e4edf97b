using System.Text.Json;
using NCVerify.Cli.Solving;
using NCVerify.Conformance.Gate;
using NCVerify.Theory;

namespace NCVerify.Cli.Gating;

/// <summary>Our own solvers at the other end of the protocol, so that they go through the same gate as everybody's.</summary>
internal static class OwnSolver
{
    // With nonnegative features descent ends in a local minimum from most starts.
    private static readonly FirstOrderSolver Patient = new() { Starts = 200 };

    private static readonly Dictionary<string, ISolver[]> All = new(StringComparer.Ordinal)
    {
        ["second-order"] = [Solvers.Certified],
        ["first-order"] = [new FirstOrderSolver(), new FirstOrderSeparationSolver { Starts = 1 }, new FirstOrderPeeledSolver(), new FirstOrderDeepLinearSolver()],
    };

    // Several layers and few dimensions are taken, too, but nothing in them can be judged.
    private static readonly string[] Supports =
    [
        "cross-entropy", "uneven", "sum", "bias-regularized", "bias-free", "class-weights", "temperature", "offset", "nonnegative", "layer-peeled", "separation", "mse",
    ];

    /// <summary>Names of the solvers.</summary>
    public static string[] Names => [.. All.Keys];

    /// <summary>Speaks the solver's side until goodbye or the end of the input.</summary>
    public static void Serve(string name, TextReader input, TextWriter output)
    {
        ISolver[] solvers = All[name];
        while (input.ReadLine() is { } line)
        {
            using JsonDocument message = JsonDocument.Parse(line);
            switch (message.RootElement.GetProperty("type").GetString())
            {
                case "hello":
                    output.WriteLine(GateMessages.Hello(new SolverHello($"NCVerify {name}", VersionAction.Version, Supports)));
                    break;
                case "solve":
                    Problem problem = ProblemFile.Parse(message.RootElement.GetProperty("problem").GetRawText());
                    ISolver solver = Array.Find(solvers, s => s.Supports(problem, out _)) ?? throw new CliException($"{name} does not take {problem}.");
                    solver = solver is FirstOrderSolver && problem.Features == FeatureDomain.Nonnegative ? Patient : solver;
                    output.WriteLine(GateMessages.Solution(message.RootElement.GetProperty("id").GetString()!, solver.Solve(problem).Candidate));
                    break;
                default:
                    return;
            }

            output.Flush();
        }
    }
}
