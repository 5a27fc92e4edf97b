using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// MSE-G4: a loose bound for cross-entropy with two or more linear layers. At the optimum every singular value of the scaled
/// logits is at most z = (F/C)^(1/p), F the candidate's objective, C = ((M+1)/2) product^(1/(M+1)), p = 2/(M+1); there
/// z^p lies above the chord z^(p-1) times the value. So the one-layer problem with lambda = C z^(p-1) is a lower bound, and
/// so is any bound of that one.
/// </summary>
internal static class DeepEntropyBound
{
    /// <summary>The bound, by a certificate of the one-layer problem at the candidate's logits.</summary>
    public static LowerBound Evaluate(Problem problem, Candidate candidate, Func<Problem, Candidate, LowerBound> oneLayer)
    {
        double level = Level(problem, Objective.Evaluate(problem, candidate));
        if (!(level > 0) || !double.IsFinite(level))
        {
            return LowerBound.None("the objective of the candidate overflows or underflows");
        }

        Problem shallow = problem with { Layers = 1, Features = FeatureDomain.Free, Widths = null, LambdaW = [level], LambdaH = level, Dimension = problem.Classes };
        Matrix h = candidate.SampleFeatures is { } features ? CandidateRules.ClassMeans(problem, features) : candidate.H;
        Matrix logits = (new Candidate(candidate.W, h)).Logits();
        LowerBound bound = oneLayer(shallow, new Candidate([logits], Matrix.Identity(problem.Classes)) { Bias = candidate.Bias });
        return bound.Certificate == "none" ? bound : new LowerBound(bound.Value, "MSE-G4", "holds, but is never tight: no tight certificate is known for cross-entropy with two or more linear layers");
    }

    // Powers and logarithms carry some hundred roundings at most; 1e-12 covers them where exponents stay below 1e3.
    private static double Level(Problem problem, double objective)
    {
        double p = 2.0 / (problem.Layers + 1), product = problem.LambdaW.Aggregate(problem.LambdaH, (x, y) => x * y);
        double power = (problem.Layers + 1) / 2.0 * Math.Pow(product, 1.0 / (problem.Layers + 1));
        double most = Math.Pow(objective * (1 + 1e-12) / power, 1 / p);
        return problem.Layers <= 100 ? power * Math.Pow(most, p - 1) * (1 - 1e-11) : double.NaN;
    }
}
