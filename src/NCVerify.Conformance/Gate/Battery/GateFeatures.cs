using NCVerify.Theory;

namespace NCVerify.Conformance.Gate;

/// <summary>
/// What a solver must be able to do for a problem, as words of the protocol. A solver names what it supports; a problem
/// that needs more is inapplicable to it, never passed.
/// </summary>
public static class GateFeatures
{
    /// <summary>Every word that a solver may name, with its meaning.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new OrderedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["cross-entropy"] = "model unconstrained-features with loss cross-entropy: one layer, no bias, mean loss, equal class sizes, any penalties",
        ["uneven"] = "class sizes that differ",
        ["sum"] = "reduction sum",
        ["bias-regularized"] = "a bias with a penalty",
        ["bias-free"] = "a bias without penalty",
        ["class-weights"] = "a loss weight per class",
        ["temperature"] = "a factor per logit",
        ["offset"] = "a number added to each logit",
        ["nonnegative"] = "features without negative entries",
        ["layer-peeled"] = "model layer-peeled: norms bounded instead of penalised",
        ["separation"] = "model minimum-norm-separation",
        ["mse"] = "loss mse",
        ["layers"] = "more than one linear layer",
        ["low-dimension"] = "a dimension below K - 1",
    };

    /// <summary>The words that a problem needs.</summary>
    /// <exception cref="ProblemException">The problem makes no sense.</exception>
    public static IReadOnlyList<string> Of(Problem problem)
    {
        ProblemRules.Validate(problem);
        var found = new List<string>();
        void Add(bool needed, string word)
        {
            if (needed)
            {
                found.Add(word);
            }
        }

        Add(problem.Model == ProblemModel.UnconstrainedFeatures && problem.Loss == Loss.CrossEntropy, "cross-entropy");
        Add(problem.Samples.Distinct().Count() > 1, "uneven");
        Add(problem.Model != ProblemModel.MinimumNormSeparation && problem.Reduction == Reduction.Sum, "sum");
        Add(problem.Bias == BiasKind.Regularized, "bias-regularized");
        Add(problem.Bias == BiasKind.Free, "bias-free");
        Add(problem.Weights is not null, "class-weights");
        Add(problem.Temperature is not null, "temperature");
        Add(problem.Offset is not null, "offset");
        Add(problem.Features == FeatureDomain.Nonnegative, "nonnegative");
        Add(problem.Model == ProblemModel.LayerPeeled, "layer-peeled");
        Add(problem.Model == ProblemModel.MinimumNormSeparation, "separation");
        Add(problem.Loss == Loss.Mse, "mse");
        Add(problem.Layers > 1 || problem.Widths is not null, "layers");
        Add(problem.Dimension < problem.Classes - 1, "low-dimension");
        return found;
    }
}
