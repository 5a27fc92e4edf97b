using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims;

/// <summary>The balanced minimum with weight decay, as the claims on it read and report it.</summary>
internal static class WeightDecay
{
    /// <summary>Parameters of the claims NC-1 to NC-4: K alone gives the metrics, the others add the scale.</summary>
    public static IReadOnlyList<Parameter> NeuralCollapseParameters { get; } =
    [
        new("K", "number of classes, at least 2"),
        Take.PerClass with { Required = false, Meaning = Take.PerClass.Meaning + "; with lambdaW and lambdaH adds norms" },
        Take.LambdaW with { Required = false },
        Take.LambdaH with { Required = false },
    ];

    /// <summary>The minimum for balanced classes and both penalties.</summary>
    public static WeightDecayCrossEntropy Minimum(ParameterSet parameters)
    {
        (int classes, int perClass) = Read.Balanced(parameters);
        if (parameters.Has("lambdaB") && parameters.Number("lambdaB") < 0)
        {
            throw new ParameterException("lambdaB", $"Parameter 'lambdaB' must not be negative; it is {Exact.Format(parameters.Number("lambdaB"))}.");
        }

        return new(classes, perClass, parameters.Positive("lambdaW"), parameters.Positive("lambdaH"));
    }

    /// <summary>Number of classes of a Neural Collapse claim.</summary>
    public static int Classes(ParameterSet parameters) => Read.Classes(parameters);

    /// <summary>Norms and ratio at the minimum, where sizes and penalties are given; all three must be, and below the zero threshold.</summary>
    public static Prediction Scale(ParameterSet parameters)
    {
        int classes = Classes(parameters);
        string[] given = [.. new[] { "n", "lambdaW", "lambdaH" }.Where(parameters.Has)];
        if (given.Length == 0)
        {
            return [];
        }

        WeightDecayCrossEntropy minimum = Minimum(parameters);
        return minimum.Collapsed
            ? throw new ParameterException("lambdaW", $"sqrt(lambdaW lambdaH) = {Exact.Format(minimum.Lambda)} is not below 1/(K sqrt n) = {Exact.Format(minimum.ZeroThreshold)}: the minimiser is zero for K = {Exact.Format(classes)}, and the metrics of neural collapse are undefined there.")
            : new()
            {
                { "wNorm2", minimum.ClassifierNorm2 },
                { "hNorm2", minimum.FeatureNorm2 },
                { "wDotW", minimum.ClassifierProduct },
                { "hOverW", minimum.FeatureOverClassifier },
                { "marginM", minimum.Margin },
            };
    }
}
