using NCVerify.Conformance.Gate;
using NCVerify.Theory;

namespace NCVerify.Sample.SolverTests;

/// <summary>All that a project needs for gating its solver.</summary>
public sealed class GradientDescentConformance : SolverConformance
{
    protected override IReadOnlyList<string> Supports => ["cross-entropy", "uneven", "sum"];

    // Enough for a build machine that is shared; the default is 20 seconds for a problem.
    protected override TimeSpan Limit => TimeSpan.FromMinutes(3);

    protected override Candidate Solve(Problem problem) => GradientDescent.Minimise(problem);
}
