using NCVerify.Conformance.Gate;
using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Conformance.Tests.Gate;

/// <summary>Honest solvers, and what can be done to their answers.</summary>
internal static class GateSolvers
{
    // Verdicts are tested with it, not times: a loaded machine may take as long as it needs.
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static readonly string[] OwnSupports = [.. GateFeatures.All.Keys];

    public static Candidate Honest(Problem p) => Solvers.Certified.Solve(p).Candidate;

    public static async Task<GateReport> Gate(Func<Problem, Candidate> solve, Func<GateProblem, bool>? include = null, params string[] supports)
    {
        await using var solver = new InProcessSolver(new SolverHello("test", "1", supports.Length == 0 ? OwnSupports : supports), solve);
        return await GateRun.RunAsync(solver, new GateOptions { Include = include, Limit = Patience });
    }

    public static GateProblem Problem(string id) => Battery.Draw().Problems.Single(p => p.Id == id);

    public static Candidate Noise(Candidate c, double size, ulong seed = 1)
    {
        var random = new CounterRandom(seed);
        Matrix Noisy(Matrix m) => m + (size * (m.FrobeniusNorm() / Math.Sqrt(m.Data.Length)) * random.GaussianMatrix(m.Rows, m.Columns));
        return c with { W = [.. c.W.Select(Noisy)], H = Noisy(c.H), SampleFeatures = null };
    }
}
