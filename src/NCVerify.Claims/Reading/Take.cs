namespace NCVerify.Claims;

/// <summary>The parameters that several claims take, described once.</summary>
internal static class Take
{
    /// <summary>Class sizes of any profile.</summary>
    public static Parameter Sizes { get; } = new("n", "class sizes n_1,...,n_K, integers of at least 1; or one size together with K");

    /// <summary>K where it follows from the class sizes.</summary>
    public static Parameter OptionalClasses { get; } = new("K", "number of classes, at least 2; needed when n is one number, otherwise it must agree", Required: false);

    /// <summary>K of a claim on balanced classes.</summary>
    public static Parameter Classes { get; } = new("K", "number of classes, at least 2 (may be left out when n lists every class)", Required: false);

    /// <summary>n of a claim on balanced classes.</summary>
    public static Parameter PerClass { get; } = new("n", "samples per class, an integer of at least 1 (or the list of K equal class sizes)");

    /// <summary>Classifier penalty.</summary>
    public static Parameter LambdaW { get; } = new("lambdaW", "penalty of the classifier, lambdaW/2 |W|^2 beside the mean loss, positive");

    /// <summary>Feature penalty.</summary>
    public static Parameter LambdaH { get; } = new("lambdaH", "penalty of every sample's feature, lambdaH/2 |H|^2 beside the mean loss, positive");

    /// <summary>Temperature of a contrastive loss.</summary>
    public static Parameter Temperature { get; } = new("tau", "temperature, positive");

    /// <summary>The penalties where only their product matters.</summary>
    public static IReadOnlyList<Parameter> Lambda { get; } =
    [
        new("lambdaZ", "sqrt(lambdaW lambdaH), mean loss, positive; or give lambdaW and lambdaH", Required: false),
        LambdaW with { Required = false },
        LambdaH with { Required = false },
    ];

    /// <summary>The classes of a step profile.</summary>
    public static IReadOnlyList<Parameter> StepGroups { get; } =
    [
        new("majorityClasses", "number m of majority classes, at least 1"),
        new("minorityClasses", "number k of minority classes, at least 1"),
    ];

    /// <summary>A step profile.</summary>
    public static IReadOnlyList<Parameter> Step { get; } =
    [
        .. StepGroups,
        new("R", "imbalance ratio, majority over minority size, at least 1"),
        new("nMin", "size of a minority class, positive"),
        new("K", "number of classes; if given, it must be m + k", Required: false),
    ];

    /// <summary>The ridge of a sum loss.</summary>
    public static IReadOnlyList<Parameter> SumLambda { get; } =
    [
        new("lambdaSum", "ridge lambda/2 (|W|^2 + |H|^2) beside the loss summed over samples, positive", Required: false),
        new("logInverseLambda", "log(1/lambda) instead of lambdaSum, where lambda is too small to be written", Required: false),
    ];

    /// <summary>Class sizes or a step profile.</summary>
    public static IReadOnlyList<Parameter> SizesOrStep { get; } =
    [
        Sizes with { Required = false, Meaning = Sizes.Meaning + "; instead of a step profile" },
        .. Step.Select(p => p with { Required = false, Meaning = p.Meaning + (p.Name == "K" ? ", or agree with n" : " (step profile)") }),
    ];
}
