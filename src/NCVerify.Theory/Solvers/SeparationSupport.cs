namespace NCVerify.Theory;

/// <summary>What both separation solvers ask of a problem.</summary>
internal static class SeparationSupport
{
    public static string Reason(Problem problem) => problem switch
    {
        null => throw new ArgumentNullException(nameof(problem)),
        { Model: not ProblemModel.MinimumNormSeparation } => "it solves the minimum-norm-separation model only",
        { Features: not FeatureDomain.Free } => "it solves for free features only",
        _ => "",
    };

    public static void Require(ISolver solver, Problem problem)
    {
        ProblemRules.Validate(problem);
        if (!solver.Supports(problem, out string reason))
        {
            throw new ProblemException("solver", $"solver: \"{solver.Name}\" does not support this problem ({reason}).");
        }
    }
}
