using NCVerify.Theory;

namespace NCVerify.Claims;

/// <summary>The parameters of claims on ordinal regression.</summary>
internal static class Ordinal
{
    private static readonly Parameter Sizes = new("n", "sizes n_1,...,n_Q of the ordered classes, integers of at least 1");
    private static readonly Parameter Penalty = new("lambdaSum", "Lambda = sqrt(lambda_w lambda_h) beside a sum loss, positive");

    /// <summary>Thresholds and link.</summary>
    public static IReadOnlyList<Parameter> ThresholdsAndLink { get; } =
    [
        new("b", "thresholds b_1 < ... < b_(Q-1), one fewer than classes"),
        new("link", "logit, probit or cloglog"),
    ];

    /// <summary>Class sizes, thresholds and link.</summary>
    public static IReadOnlyList<Parameter> WithoutPenalty { get; } = [Sizes, .. ThresholdsAndLink];

    /// <summary>Class sizes, thresholds, link and penalty.</summary>
    public static IReadOnlyList<Parameter> Parameters { get; } = [.. WithoutPenalty, Penalty];

    /// <summary>As <see cref="Parameters"/>, where the link can only be logit.</summary>
    public static IReadOnlyList<Parameter> LogitParameters { get; } = [Sizes, ThresholdsAndLink[0], Penalty, new("link", "logit", Required: false)];

    /// <summary>Class sizes, thresholds and link.</summary>
    public static OrdinalScale Scale(ParameterSet parameters) => ScaleOf(parameters, LinkOf(parameters));

    /// <summary>Class sizes and thresholds under the logit link, the only one that may be named.</summary>
    public static OrdinalScale LogitScale(ParameterSet parameters)
    {
        Link link = parameters.Has("link") ? LinkOf(parameters) : new LogitLink();
        return link is LogitLink
            ? ScaleOf(parameters, link)
            : throw new ParameterException("link", $"Parameter 'link': this claim speaks of the logit link; it is '{link.Name}'.");
    }

    /// <summary>Thresholds of at least one inner class, and the link.</summary>
    public static (double[] Thresholds, Link Link) Inner(ParameterSet parameters)
    {
        double[] thresholds = Thresholds(parameters);
        return thresholds.Length >= 2
            ? (thresholds, LinkOf(parameters))
            : throw new ParameterException("b", "Parameter 'b' must list at least two thresholds: with one there is no inner class.");
    }

    private static OrdinalScale ScaleOf(ParameterSet parameters, Link link)
    {
        int[] sizes = parameters.ClassSizes();
        double[] thresholds = Thresholds(parameters);
        return thresholds.Length == sizes.Length - 1
            ? new OrdinalScale(sizes, thresholds, link)
            : throw new ParameterException("b", $"Parameter 'b' must list one threshold fewer than there are classes: {sizes.Length - 1}, not {thresholds.Length}.");
    }

    private static double[] Thresholds(ParameterSet parameters)
    {
        double[] thresholds = parameters.List("b");
        return thresholds.Zip(thresholds.Skip(1), (a, b) => b > a).All(rises => rises)
            ? thresholds
            : throw new ParameterException("b", "Parameter 'b': thresholds must rise strictly.");
    }

    private static Link LinkOf(ParameterSet parameters)
    {
        string name = parameters.Text("link");
        return Link.Find(name) ?? throw new ParameterException("link", $"Parameter 'link' must be {string.Join(", ", Link.All.Select(l => l.Name))}; it is '{name}'.");
    }
}
