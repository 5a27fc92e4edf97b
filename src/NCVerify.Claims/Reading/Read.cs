using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims;

/// <summary>Reads parameters that belong together and refuses those that contradict each other.</summary>
internal static class Read
{
    private static readonly string[] StepNames = ["majorityClasses", "minorityClasses", "R", "nMin"];

    /// <summary>Class sizes; K, if given, must agree.</summary>
    public static int[] Sizes(ParameterSet parameters)
    {
        int[] sizes = parameters.ClassSizes();
        RequireClasses(parameters, sizes.Length, "the class sizes");
        return sizes;
    }

    /// <summary>Balanced classes: one size with K, or a list of equal sizes.</summary>
    public static (int Classes, int PerClass) Balanced(ParameterSet parameters)
    {
        int[] sizes = Sizes(parameters);
        return sizes.All(n => n == sizes[0])
            ? (sizes.Length, sizes[0])
            : throw new ParameterException("n", $"Parameter 'n': this claim speaks of balanced classes; the sizes given are {string.Join(", ", sizes)}.");
    }

    /// <summary>Refuses a class of one sample, which has no positive pair.</summary>
    public static void RequirePairs(IReadOnlyList<int> sizes)
    {
        if (sizes.Any(n => n < 2))
        {
            throw new ParameterException("n", "Parameter 'n': a contrastive loss needs at least two samples in every class.");
        }
    }

    /// <summary>Number of classes alone.</summary>
    public static int Classes(ParameterSet parameters) => parameters.Integer("K", 2);

    /// <summary>lambda = sqrt(lambdaW lambdaH), given as lambdaZ or by its factors; both must agree.</summary>
    public static double Lambda(ParameterSet parameters)
    {
        if (!parameters.Has("lambdaW") && !parameters.Has("lambdaH"))
        {
            return parameters.Has("lambdaZ")
                ? parameters.Positive("lambdaZ")
                : throw new ParameterException("lambdaZ", "Give 'lambdaZ', or 'lambdaW' and 'lambdaH' (lambdaZ is the square root of their product).");
        }

        double lambda = Math.Sqrt(parameters.Positive("lambdaW") * parameters.Positive("lambdaH"));
        if (parameters.Has("lambdaZ") && Math.Abs(parameters.Positive("lambdaZ") - lambda) > 1e-12 * lambda)
        {
            throw new ParameterException("lambdaZ", $"Parameter 'lambdaZ' is {Exact.Format(parameters.Number("lambdaZ"))}, but sqrt(lambdaW lambdaH) is {Exact.Format(lambda)}; leave one out.");
        }

        return lambda;
    }

    /// <summary>Whether a step profile is given rather than class sizes; exactly one of the two must be.</summary>
    public static bool IsStep(ParameterSet parameters)
    {
        string? step = Array.Find(StepNames, parameters.Has);
        return (parameters.Has("n"), step) switch
        {
            (true, not null) => throw new ParameterException(step, $"Give either 'n' or a step profile ({string.Join(", ", StepNames)}), not both; 'n' and '{step}' are given."),
            (false, null) => throw new ParameterException("n", $"Give the class sizes 'n', or a step profile ({string.Join(", ", StepNames)})."),
            (_, var name) => name is not null,
        };
    }

    /// <summary>A step profile; K, if given, must agree.</summary>
    public static StepProfile Step(ParameterSet parameters)
    {
        (int majority, int minority) = StepGroups(parameters);
        double ratio = parameters.Number("R");
        return ratio >= 1
            ? new(majority, minority, ratio, parameters.Positive("nMin"))
            : throw new ParameterException("R", $"Parameter 'R' is majority over minority size, at least 1; it is {Exact.Format(ratio)}.");
    }

    /// <summary>m and k of a step profile; K, if given, must agree.</summary>
    public static (int Majority, int Minority) StepGroups(ParameterSet parameters)
    {
        (int majority, int minority) = (parameters.Integer("majorityClasses", 1), parameters.Integer("minorityClasses", 1));
        RequireClasses(parameters, majority + minority, "majorityClasses + minorityClasses");
        return (majority, minority);
    }

    /// <summary>Class sizes, from either form; majorities stand first in a step profile.</summary>
    public static IReadOnlyList<double> SizesOrStep(ParameterSet parameters) =>
        IsStep(parameters) ? Step(parameters).Sizes : [.. Sizes(parameters).Select(n => (double)n)];

    /// <summary>log(1/lambda) of a sum loss, from either form; exactly one must be given.</summary>
    public static double LogInverseLambda(ParameterSet parameters) => (parameters.Has("lambdaSum"), parameters.Has("logInverseLambda")) switch
    {
        (true, false) => -Math.Log(parameters.Positive("lambdaSum")),
        (false, true) => parameters.Number("logInverseLambda"),
        _ => throw new ParameterException("lambdaSum", "Give 'lambdaSum' or 'logInverseLambda', one of the two."),
    };

    /// <summary>The solution of the four equations at the given ridge.</summary>
    public static StepPath Path(StepProfile step, ParameterSet parameters, StepLoss? loss = null)
    {
        double logInverse = LogInverseLambda(parameters);
        try
        {
            return new(step, logInverse, loss);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new ParameterException(parameters.Has("lambdaSum") ? "lambdaSum" : "logInverseLambda", e.Message);
        }
    }

    private static void RequireClasses(ParameterSet parameters, int classes, string what)
    {
        if (parameters.Has("K") && parameters.Integer("K", 2) != classes)
        {
            throw new ParameterException("K", $"Parameter 'K' is {Exact.Format(parameters.Number("K"))}, but {what} give {Exact.Format(classes)} classes.");
        }
    }
}
