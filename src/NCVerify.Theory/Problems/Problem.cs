using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>What is minimised, and over what.</summary>
public enum ProblemModel
{
    /// <summary>Loss + penalties on every layer and on the features, all free variables.</summary>
    UnconstrainedFeatures,

    /// <summary>Loss subject to mean squared norms of classifiers and features of at most E_W and E_H (Fang et al.).</summary>
    LayerPeeled,

    /// <summary>min (|W|^2 + |H|^2)/2 subject to all margins of at least 1 (Ji et al., Thrampoulidis et al.).</summary>
    MinimumNormSeparation,
}

/// <summary>The loss of one sample.</summary>
public enum Loss
{
    /// <summary>-z_y + log sum_j exp z_j.</summary>
    CrossEntropy,

    /// <summary>Squared error to the one-hot label; the mean reduction is 1/(2N) times the sum of squares.</summary>
    Mse,
}

/// <summary>How sample losses are put together.</summary>
public enum Reduction
{
    /// <summary>Mean over the N samples.</summary>
    Mean,

    /// <summary>Sum over the N samples.</summary>
    Sum,
}

/// <summary>The set the features live in.</summary>
public enum FeatureDomain
{
    /// <summary>All of R^d.</summary>
    Free,

    /// <summary>The nonnegative orthant (features after a ReLU).</summary>
    Nonnegative,
}

/// <summary>How the bias of the last layer is treated.</summary>
public enum BiasKind
{
    /// <summary>No bias.</summary>
    None,

    /// <summary>Penalised by lambdaB/2 |b|^2.</summary>
    Regularized,

    /// <summary>Free of penalty.</summary>
    Free,
}

/// <summary>
/// One optimisation problem of the theory, as in a problem file: K classes with n_k samples, features of dimension d,
/// penalties lambda/2 times squared norms. Immutable; <c>ProblemRules</c> refuses what makes no sense.
/// </summary>
public sealed record Problem
{
    /// <summary>What is minimised.</summary>
    public ProblemModel Model { get; init; } = ProblemModel.UnconstrainedFeatures;

    /// <summary>The loss of one sample.</summary>
    public Loss Loss { get; init; } = Loss.CrossEntropy;

    /// <summary>Mean or sum over samples.</summary>
    public Reduction Reduction { get; init; } = Reduction.Mean;

    /// <summary>Free or nonnegative features.</summary>
    public FeatureDomain Features { get; init; } = FeatureDomain.Free;

    /// <summary>The bias of the last layer.</summary>
    public BiasKind Bias { get; init; } = BiasKind.None;

    /// <summary>Class sizes n_1..n_K, each at least 1.</summary>
    public required IReadOnlyList<int> Samples { get; init; }

    /// <summary>Feature dimension d (and the width of every hidden linear layer unless <see cref="Widths"/> is given).</summary>
    public required int Dimension { get; init; }

    /// <summary>Number M of linear layers after the features.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Penalty of each layer, the one nearest the features first.</summary>
    public IReadOnlyList<double> LambdaW { get; init; } = [];

    /// <summary>Penalty of the features (of every sample).</summary>
    public double LambdaH { get; init; }

    /// <summary>Penalty of the bias, when <see cref="Bias"/> is regularized.</summary>
    public double? LambdaB { get; init; }

    /// <summary>Input widths d_1..d_M of the layers, for bottlenecks; null when all equal <see cref="Dimension"/>.</summary>
    public IReadOnlyList<int>? Widths { get; init; }

    /// <summary>Loss weight per class; null for ones.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>Temperature per class, multiplying the logits; null for ones.</summary>
    public IReadOnlyList<double>? Temperature { get; init; }

    /// <summary>Offset per class, added to the logits; null for zeros.</summary>
    public IReadOnlyList<double>? Offset { get; init; }

    /// <summary>Separation model: the margin that the samples of each class must have against every other class; null for ones.</summary>
    public IReadOnlyList<double>? Margins { get; init; }

    /// <summary>Layer-peeled model: bound E_W on the mean squared norm of the classifiers.</summary>
    public double? EnergyW { get; init; }

    /// <summary>Layer-peeled model: bound E_H on the class-averaged mean squared norm of the features.</summary>
    public double? EnergyH { get; init; }

    /// <summary>Number of classes K.</summary>
    public int Classes => Samples.Count;

    /// <summary>Number of samples N.</summary>
    public int Total => Samples.Sum();

    /// <summary>Loss weight of one sample of class k: 1/N (mean) or 1 (sum), times the class weight.</summary>
    public double SampleWeight(int k) => (Reduction == Reduction.Mean ? 1.0 / Total : 1.0) * (Weights?[k] ?? 1.0);

    /// <summary>lambda = sqrt(lambda_W lambda_H) of a one-layer problem: all that logits and objective depend on; NaN in models without penalties.</summary>
    public double Lambda => LambdaW.Count > 0 ? Math.Sqrt(LambdaW[0] * LambdaH) : double.NaN;

    /// <summary>The same problem with both penalties scaled so that <see cref="Lambda"/> becomes the given value.</summary>
    public Problem WithLambda(double lambda)
    {
        double factor = lambda / Lambda;
        return this with { LambdaW = [LambdaW[0] * factor], LambdaH = LambdaH * factor };
    }

    /// <summary>Cross-entropy, one layer, no bias: the unconstrained-features problem most claims speak of.</summary>
    public static Problem CrossEntropy(IReadOnlyList<int> samples, double lambdaW, double lambdaH, int? dimension = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return new() { Samples = samples, Dimension = dimension ?? samples.Count, LambdaW = [lambdaW], LambdaH = lambdaH };
    }

    /// <summary>The separation problem min (|W|^2 + |H|^2)/2 with all margins t_y z_y - t_c z_c at least 1 (or the class's own margin; t is the temperature).</summary>
    public static Problem Separation(IReadOnlyList<int> samples, int? dimension = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return new() { Model = ProblemModel.MinimumNormSeparation, Samples = samples, Dimension = dimension ?? samples.Count };
    }

    /// <summary>One line for reports and test names: the fields that differ from their defaults.</summary>
    public override string ToString()
    {
        string List<T>(IEnumerable<T>? values) => string.Join(',', values?.Select(v => string.Create(Exact.Culture, $"{v}")) ?? []);
        IEnumerable<string> parts =
        [
            Model == ProblemModel.UnconstrainedFeatures ? $"{Loss} {Reduction}" : $"{Model}",
            Features == FeatureDomain.Free ? "" : $"{Features}",
            Bias == BiasKind.None ? "" : string.Create(Exact.Culture, $"bias {Bias} {LambdaB}"),
            $"n={List(Samples)} d={(Widths is null ? string.Create(Exact.Culture, $"{Dimension}") : List(Widths))}",
            LambdaW.Count == 0 ? "" : string.Create(Exact.Culture, $"lambdaW={List(LambdaW)} lambdaH={LambdaH}"),
            EnergyW is null ? "" : string.Create(Exact.Culture, $"E_W={EnergyW} E_H={EnergyH}"),
            Weights is null ? "" : $"weights={List(Weights)}",
            Temperature is null ? "" : $"temperature={List(Temperature)}",
            Offset is null ? "" : $"offset={List(Offset)}",
            Margins is null ? "" : $"margins={List(Margins)}",
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0).Select(part => part.TrimEnd()));
    }
}
