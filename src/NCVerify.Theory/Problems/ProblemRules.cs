using System.Runtime.CompilerServices;
using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Which problems make sense. Every refusal names the field, the value given and what is expected.</summary>
public static class ProblemRules
{
    /// <summary>Most classes a problem may have: K x K matrices of doubles then stay below 1 GB.</summary>
    public const int MaximalClasses = 10_000;

    /// <summary>Largest feature dimension or layer width.</summary>
    public const int MaximalDimension = 1_000_000;

    /// <summary>Most linear layers.</summary>
    public const int MaximalLayers = 1_000;

    /// <summary>Refuses a problem that makes no sense; returns it otherwise.</summary>
    /// <exception cref="ProblemException">A field has a value that the model cannot have.</exception>
    public static Problem Validate(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        Defined(problem.Model, "model");
        Defined(problem.Loss, "loss");
        Defined(problem.Reduction, "reduction");
        Defined(problem.Features, "features");
        Defined(problem.Bias, "bias");
        Sizes(problem);
        PerClass(problem.Weights, problem.Classes, "weights", positive: true);
        PerClass(problem.Temperature, problem.Classes, "temperature", positive: true);
        PerClass(problem.Offset, problem.Classes, "offset", positive: false);
        PerClass(problem.Margins, problem.Classes, "margins", positive: true);
        if (problem.Margins is not null && problem.Model != ProblemModel.MinimumNormSeparation)
        {
            throw Refuse("margins", "a list", "nothing: they apply to the minimum-norm-separation model only");
        }

        if (problem.Model == ProblemModel.UnconstrainedFeatures)
        {
            Penalties(problem);
        }
        else
        {
            ConstrainedModel(problem);
        }

        if (problem.Loss == Loss.Mse && (problem.Temperature is not null || problem.Offset is not null))
        {
            throw Refuse(problem.Temperature is not null ? "temperature" : "offset", "given", "absent: it applies to cross-entropy only");
        }

        return problem;
    }

    internal static ProblemException Refuse(string field, string value, string expected) =>
        new(field, $"{field}: {value} was given; expected {expected}.");

    internal static ProblemException Refuse(string field, double value, string expected) => Refuse(field, Exact.Format(value), expected);

    private static void Sizes(Problem problem)
    {
        if (problem.Samples is null || problem.Samples.Count is < 2 or > MaximalClasses)
        {
            throw Refuse("samples", $"a list of {problem.Samples?.Count ?? 0} classes", $"2 to {MaximalClasses} class sizes");
        }

        long total = 0;
        for (int k = 0; k < problem.Samples.Count; k++)
        {
            total += problem.Samples[k];
            if (problem.Samples[k] < 1)
            {
                throw Refuse($"samples[{k}]", problem.Samples[k], "at least 1 sample in every class");
            }
        }

        if (total > int.MaxValue)
        {
            throw Refuse("samples", $"a total of {total}", $"at most {int.MaxValue} samples together");
        }

        InRange("dimension", problem.Dimension, MaximalDimension);
        InRange("layers", problem.Layers, MaximalLayers);
        if (problem.Widths is not { } widths)
        {
            return;
        }

        if (widths.Count != problem.Layers)
        {
            throw Refuse("widths", $"a list of {widths.Count}", $"one input width per layer ({problem.Layers})");
        }

        for (int m = 0; m < widths.Count; m++)
        {
            InRange($"widths[{m}]", widths[m], MaximalDimension);
        }

        if (widths[0] != problem.Dimension)
        {
            throw Refuse("widths[0]", widths[0], $"the feature dimension {problem.Dimension}");
        }
    }

    private static void Penalties(Problem problem)
    {
        Absent(problem.EnergyW, "energyW", "the layer-peeled model");
        Absent(problem.EnergyH, "energyH", "the layer-peeled model");
        if (problem.LambdaW is null || problem.LambdaW.Count != problem.Layers)
        {
            throw Refuse("lambdaW", $"a list of {problem.LambdaW?.Count ?? 0}", $"one penalty per layer ({problem.Layers})");
        }

        for (int m = 0; m < problem.LambdaW.Count; m++)
        {
            Positive($"lambdaW[{m}]", problem.LambdaW[m]);
        }

        Positive("lambdaH", problem.LambdaH);
        if (problem.Bias == BiasKind.Regularized)
        {
            Positive("lambdaB", problem.LambdaB ?? double.NaN, problem.LambdaB is null ? "nothing" : null);
        }
        else
        {
            Absent(problem.LambdaB, "lambdaB", "a regularized bias");
        }
    }

    private static void ConstrainedModel(Problem problem)
    {
        bool peeled = problem.Model == ProblemModel.LayerPeeled;
        string model = peeled ? "layer-peeled" : "minimum-norm-separation";
        if (problem.LambdaW is { Count: > 0 } && problem.LambdaW.Any(x => x != 0))
        {
            throw Refuse("lambdaW", "a penalty", $"none: the {model} model has no penalties");
        }

        if (problem.LambdaH != 0)
        {
            throw Refuse("lambdaH", problem.LambdaH, $"none: the {model} model has no penalties");
        }

        Absent(problem.LambdaB, "lambdaB", "a regularized bias");
        if (problem.Loss != Loss.CrossEntropy || problem.Layers != 1 || problem.Bias != BiasKind.None)
        {
            string field = problem.Loss != Loss.CrossEntropy ? "loss" : problem.Layers != 1 ? "layers" : "bias";
            throw Refuse(field, "another value", $"cross-entropy, 1 layer and no bias in the {model} model");
        }

        if (peeled)
        {
            Positive("energyW", problem.EnergyW ?? double.NaN, problem.EnergyW is null ? "nothing" : null);
            Positive("energyH", problem.EnergyH ?? double.NaN, problem.EnergyH is null ? "nothing" : null);
            return;
        }

        Absent(problem.EnergyW, "energyW", "the layer-peeled model");
        Absent(problem.EnergyH, "energyH", "the layer-peeled model");
        AbsentList(problem.Weights, "weights");
        AbsentList(problem.Offset, "offset");
    }

    private static void InRange(string field, int value, int maximum)
    {
        if (value < 1 || value > maximum)
        {
            throw Refuse(field, value, $"a whole number from 1 to {maximum}");
        }
    }

    // Bounded away from under- and overflow: squares and products of penalties must stay finite and normal.
    private static void Positive(string field, double value, string? shown = null)
    {
        if (!(value >= 1e-100 && value <= 1e100))
        {
            throw Refuse(field, shown ?? Exact.Format(value), "a number from 1e-100 to 1e100");
        }
    }

    private static void PerClass(IReadOnlyList<double>? values, int classes, string field, bool positive)
    {
        if (values is null)
        {
            return;
        }

        if (values.Count != classes)
        {
            throw Refuse(field, $"a list of {values.Count}", $"one number per class ({classes})");
        }

        for (int k = 0; k < classes; k++)
        {
            if (positive)
            {
                Positive($"{field}[{k}]", values[k]);
            }
            else if (!(Math.Abs(values[k]) <= 1e100))
            {
                throw Refuse($"{field}[{k}]", values[k], "a finite number");
            }
        }
    }

    private static void Absent(double? value, string field, string appliesTo)
    {
        if (value is { } given)
        {
            throw Refuse(field, given, $"nothing: it applies to {appliesTo} only");
        }
    }

    private static void AbsentList(IReadOnlyList<double>? values, string field)
    {
        if (values is not null)
        {
            throw Refuse(field, "a list", "nothing: the minimum-norm-separation model has no loss");
        }
    }

    private static void Defined<T>(T value, string field, [CallerArgumentExpression(nameof(value))] string expression = "")
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw Refuse(field, $"{expression} = {value}", "a defined value");
        }
    }
}
