using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>What the second-order solvers have in common: which problems they take.</summary>
internal static class SolverScope
{
    /// <summary>Empty for a one-layer, bias-free, unweighted cross-entropy problem with positive penalties; else why not.</summary>
    public static string OneLayerCrossEntropy(Problem problem)
    {
        if (problem.Model != ProblemModel.UnconstrainedFeatures)
        {
            return $"model is {problem.Model}, expected unconstrained-features";
        }

        if (problem.Loss != Loss.CrossEntropy)
        {
            return $"loss is {problem.Loss}, expected cross-entropy";
        }

        if (problem.Bias != BiasKind.None)
        {
            return $"bias is {problem.Bias}, expected none";
        }

        if (problem.Layers != 1 || problem.Widths is not null)
        {
            return "it has more than one layer, or widths";
        }

        if (problem.Weights is not null || problem.Temperature is not null || problem.Offset is not null)
        {
            return "it has class weights, temperatures or offsets";
        }

        if (problem.Samples.Count == 0 || problem.Samples.Any(n => n < 1))
        {
            return "samples must name at least one class, each with at least one sample";
        }

        if (problem.Dimension < 1)
        {
            return "dimension must be at least 1";
        }

        return problem.LambdaW.Count == 1 && Positive(problem.LambdaW[0]) && Positive(problem.LambdaH)
            ? string.Empty
            : $"lambdaW and lambdaH must be one positive number each; they are [{string.Join(", ", problem.LambdaW.Select(x => Exact.Format(x)))}] and {Exact.Format(problem.LambdaH)}";
    }

    private static bool Positive(double value) => value > 0 && double.IsFinite(value);
}
