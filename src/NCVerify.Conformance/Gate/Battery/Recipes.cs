using NCVerify.Theory;
using static NCVerify.Conformance.Gate.Draws;
using static NCVerify.Conformance.Gate.ExpectedGeometry;
using static NCVerify.Conformance.Gate.GateLevel;

namespace NCVerify.Conformance.Gate;

/// <summary>The recipes of the battery. A recipe that changes, comes or goes makes a new <see cref="Battery.Version"/>.</summary>
internal static class Recipes
{
    // Also the name of the geometry itself.
    private const ExpectedGeometry Etf = ExpectedGeometry.SimplexEtf;

    public static IReadOnlyList<Recipe> All { get; } = [.. Plain(), .. Uneven(), .. Edges(), .. Variants(), .. OtherModels(), .. NotYetJudged()];

    private static IEnumerable<Recipe> Plain()
    {
        yield return new("easy-binary", Easy, "two classes of equal size", d => d.AtShare(Balanced(2, d.Whole(3, 8)), 0.3), Etf, "WD-1");
        yield return new("easy-balanced", Easy, "equal classes, moderate penalties", d => d.AtShare(Balanced(d.Whole(3, 5), d.Whole(2, 6)), 0.25), Etf, "WD-1", "CERT-1");
        yield return new("easy-wide", Easy, "equal classes, many more dimensions than classes", d => d.AtShare(Balanced(d.Whole(3, 5), d.Whole(2, 6)), 0.3, d.Whole(12, 20)), Etf, "WD-1");
        yield return new("easy-tight-dimension", Easy, "equal classes, d = K - 1", d => d.Whole(4, 6) is var k ? d.AtShare(Balanced(k, d.Whole(2, 6)), 0.3, k - 1) : null!, Etf, "WD-1", "WD-3");
        yield return new("easy-zero", Easy, "half again the penalty from which on zero is optimal", d => d.AtShare(Balanced(d.Whole(3, 5), d.Whole(2, 6)), 1.5), Zero, "WD-2");
        yield return new("easy-sum", Easy, "equal classes, sum instead of mean", d => Sum(d.AtShare(Balanced(d.Whole(3, 5), d.Whole(2, 5)), 0.3)), Etf, "WD-1");
    }

    private static IEnumerable<Recipe> Uneven()
    {
        yield return new("medium-step", Medium, "step imbalance", d => d.AtShare(Step(2, 2, d.Whole(3, 6), d.Whole(2, 4)), 0.15), None, "CERT-3", "WD-3");
        yield return new("medium-long-tail", Medium, "sizes that fall geometrically", d => d.AtShare(LongTail(d.Whole(4, 6), d.Whole(30, 60), 3), 0.08), None, "CERT-3", "WD-3");
        yield return new("medium-distinct", Medium, "no two sizes equal, in no order", d => d.AtShare(d.Distinct(5, 12), 0.15), None, "CERT-3");
        yield return new("medium-sum-uneven", Medium, "uneven sizes, sum instead of mean", d => Sum(d.AtShare(d.Distinct(4, 9), 0.2)), None, "CERT-3");
        yield return new("hard-one-sample", Hard, "one class has one sample", d => d.AtShare([d.Whole(40, 80), d.Whole(20, 40), d.Whole(5, 15), 1], 0.02), None, "CERT-3");
        yield return new("hard-unequal-penalties", Hard, "lambdaW a thousand times lambdaH", d => Stretched(d.AtShare(d.Distinct(4, 12), 0.1), 30), None, "CERT-3");
        yield return new("cruel-long-tail", Cruel, "a dozen classes and more, long tail, d = K - 1", d => d.Whole(12, 16) is var k ? d.AtShare(LongTail(k, d.Whole(300, 600), 2), 0.01, k - 1) : null!, None, "CERT-3", "WD-3");
        yield return new("cruel-thousandfold", Cruel, "sizes a thousandfold apart", d => d.AtShare([d.Whole(800, 1200), d.Whole(20, 40), 1], 0.004), None, "CERT-3");
    }

    private static IEnumerable<Recipe> Edges()
    {
        yield return new("hard-below-zero-threshold", Hard, "two per cent below the penalty from which on zero is optimal", d => d.AtShare(Balanced(d.Whole(3, 6), d.Whole(2, 6)), 0.98), Etf, "WD-1", "WD-2");
        yield return new("hard-above-zero-threshold", Hard, "two per cent above it", d => d.AtShare(Balanced(d.Whole(3, 6), d.Whole(2, 6)), 1.02), Zero, "WD-2");
        yield return new("hard-minorities-merge", Hard, "two per cent above the penalty from which on equal minorities merge", d => Merging(d, 1.02), SmallestClassesMerge, "SELI-15");
        yield return new("hard-minorities-differ", Hard, "two per cent below it", d => Merging(d, 0.98), None, "SELI-15");
        yield return new("cruel-tiny-penalty", Cruel, "penalties that push logits far out", d => d.AtShare(Balanced(d.Whole(3, 5), d.Whole(2, 6)), 1e-4), Etf, "WD-1", "CERT-1P");
        yield return new("cruel-tiny-penalty-uneven", Cruel, "the same with uneven sizes", d => d.AtShare(d.Distinct(4, 12), 3e-4), None, "CERT-1P");
        yield return new("cruel-huge-penalty", Cruel, "a thousand times the penalty from which on zero is optimal", d => d.AtShare(d.Distinct(4, 12), 1000), Zero, "SELI-15");
    }

    private static IEnumerable<Recipe> Variants()
    {
        yield return new("medium-bias-regularized", Medium, "a bias with a penalty", d => d.AtShare(d.Distinct(4, 9), 0.2) with { Bias = BiasKind.Regularized, LambdaB = d.Between(0.01, 0.1) }, None);
        yield return new("medium-bias-free", Medium, "a bias without penalty", d => d.AtShare(Step(2, 2, 3, d.Whole(2, 3)), 0.2) with { Bias = BiasKind.Free }, None);
        yield return new("medium-class-weights", Medium, "loss weights per class", d => d.AtShare(d.Distinct(4, 8), 0.2) with { Weights = d.List(4, 0.5, 2) }, None);
        yield return new("medium-temperature", Medium, "a factor per logit", d => d.AtShare(d.Distinct(4, 8), 0.2) with { Temperature = d.List(4, 0.6, 1.6) }, None);
        yield return new("medium-offset", Medium, "a number added to each logit", d => d.AtShare(d.Distinct(4, 8), 0.2) with { Offset = d.List(4, 0.1, 1) }, None);
        yield return new("medium-nonnegative", Medium, "nonnegative features, equal classes", d => Positive(d.AtShare(Balanced(d.Whole(3, 5), d.Whole(2, 6)), 0.2)), CentredOrthogonalFrame, "CE-RELU-1", "CE-RELU-5");
        yield return new("hard-nonnegative-uneven", Hard, "nonnegative features, uneven classes", d => Positive(d.AtShare(d.Distinct(4, 12), 0.1)), None, "CE-RELU-1", "CE-RELU-4");
        yield return new("cruel-nonnegative-collapsed", Cruel, "nonnegative features, small classes collapsed to zero", d => Positive(d.AtShare([d.Whole(30, 50), d.Whole(10, 20), 2, 1], 0.45)), None, "CE-RELU-3");
    }

    private static IEnumerable<Recipe> OtherModels()
    {
        yield return new("medium-layer-peeled", Medium, "norms bounded instead of penalised, equal classes", d => Peeled(d, Balanced(d.Whole(3, 5), d.Whole(2, 6))), Etf);
        yield return new("hard-layer-peeled-uneven", Hard, "norms bounded, uneven classes", d => Peeled(d, Step(2, 2, d.Whole(3, 6), d.Whole(2, 4))), None);
        yield return new("medium-separation", Medium, "minimum-norm separation, equal classes", d => Problem.Separation(Balanced(d.Whole(3, 5), d.Whole(2, 6))), Etf, "ULPM-1", "SELI-03");
        yield return new("hard-separation-uneven", Hard, "minimum-norm separation, uneven classes", d => Problem.Separation(d.Distinct(5, 12)), ExpectedGeometry.Seli, "SELI-03", "SELI-05");
        yield return new("cruel-separation", Cruel, "minimum-norm separation, sizes a hundredfold apart, d = K - 1", d => d.Whole(6, 8) is var k ? Problem.Separation(LongTail(k, 100, 1), k - 1) : null!, ExpectedGeometry.Seli, "SELI-03", "CERT-5");
    }

    private static IEnumerable<Recipe> NotYetJudged()
    {
        yield return new("medium-mse", Medium, "squared error", d => d.AtShare(Balanced(d.Whole(3, 5), d.Whole(2, 6)), 0.2) with { Loss = Loss.Mse }, None);
        yield return new("hard-two-layers", Hard, "two linear layers", d => d.AtShare(Balanced(d.Whole(3, 5), d.Whole(2, 6)), 0.2) is var p ? p with { Layers = 2, LambdaW = [p.LambdaW[0], p.LambdaW[0]] } : null!, None);
        yield return new("hard-low-dimension", Hard, "fewer dimensions than the geometry needs", d => d.AtShare(Balanced(d.Whole(5, 7), d.Whole(2, 6)), 0.2, 2), None);
    }

    private static Problem Sum(Problem p) => p with { Reduction = Reduction.Sum, LambdaW = [p.LambdaW[0] * p.Total], LambdaH = p.LambdaH * p.Total };

    private static Problem Stretched(Problem p, double factor) => p with { LambdaW = [p.Lambda * factor], LambdaH = p.Lambda / factor };

    private static Problem Positive(Problem p) => p with { Features = FeatureDomain.Nonnegative };

    private static Problem Peeled(Draws d, int[] samples) => new()
    {
        Model = ProblemModel.LayerPeeled, Samples = samples, Dimension = samples.Length, EnergyW = d.Between(1, 4), EnergyH = d.Between(1, 4),
    };

    // Classes of size n merge from sqrt(n) / N on (SELI-15).
    private static Problem Merging(Draws d, double factor)
    {
        int[] samples = Step(2, 3, d.Whole(4, 8), d.Whole(2, 4));
        return Problem.CrossEntropy(samples, d.Between(0.3, 3), 1).WithLambda(factor * Math.Sqrt(samples[^1]) / samples.Sum());
    }
}
