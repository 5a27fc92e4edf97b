using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims;

/// <summary>Parameters and quantities that the claims on linear layers share.</summary>
internal static class DeepLinear
{
    /// <summary>Penalties of all layers.</summary>
    public static Parameter LambdaW { get; } = new("lambdaW", "penalty of every layer, lambdaW/2 |W_m|^2 beside the mean loss, positive; one number or a list, the layer nearest the features first");

    /// <summary>Bias, none or free.</summary>
    public static Parameter Bias { get; } = new("bias", "\"none\" (the default) or \"free\" (last layer, without penalty)", Required: false);

    /// <summary>Least width.</summary>
    public static Parameter Bottleneck { get; } = new("bottleneck", "least width of features and layers, an integer of at least 1; K when left out", Required: false);

    /// <summary>Penalties of all layers, each positive.</summary>
    public static double[] Penalties(ParameterSet parameters)
    {
        double[] list = parameters.List("lambdaW");
        return list.Length > 0 && list.All(x => x > 0)
            ? list
            : throw new ParameterException("lambdaW", "Parameter 'lambdaW' must list one positive penalty per layer.");
    }

    /// <summary>lambdaH lambda_1 ... lambda_M.</summary>
    public static double Product(ParameterSet parameters) =>
        Penalties(parameters).Aggregate(parameters.Positive("lambdaH"), (x, y) => x * y);

    /// <summary>The minimum for the parameters n, K, lambdaW, lambdaH, bias, bottleneck (squared error).</summary>
    public static DeepLinearMinimum Minimum(ParameterSet parameters, bool? freeBias = null)
    {
        int[] sizes = Read.Sizes(parameters);
        int? rank = parameters.Has("bottleneck") ? parameters.Integer("bottleneck", 1) : null;
        return new([.. sizes.Select(n => (double)n)], Penalties(parameters), parameters.Positive("lambdaH"), freeBias ?? IsFree(parameters), rank);
    }

    /// <summary>Whether the bias is free.</summary>
    public static bool IsFree(ParameterSet parameters) => (parameters.Has("bias") ? parameters.Text("bias") : "none") switch
    {
        "free" => true,
        "none" => false,
        string other => throw new ParameterException("bias", $"Parameter 'bias' must be \"none\" or \"free\"; it is \"{other}\"."),
    };

    /// <summary>The word for a fit.</summary>
    public static string Word(FitStatus status) => status switch
    {
        FitStatus.Active => "active",
        FitStatus.Local => "local",
        _ => "zero",
    };

    /// <summary>Refuses fewer layers than a claim speaks of.</summary>
    public static void RequireLayers(IReadOnlyList<double> penalties, int least)
    {
        if (penalties.Count < least)
        {
            throw new ParameterException("lambdaW", $"Parameter 'lambdaW' lists {Exact.Format(penalties.Count)} layers; this claim speaks of {Exact.Format(least)} or more.");
        }
    }
}
