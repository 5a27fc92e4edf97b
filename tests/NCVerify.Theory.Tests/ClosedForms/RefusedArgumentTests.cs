using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>Closed forms refuse, by the name of the parameter, what they are not defined for.</summary>
public sealed class RefusedArgumentTests
{
    private static readonly StepProfile Step = new(2, 2, 10, 1);
    private static readonly OrdinalScale Scale = new([2, 3], [0.5], Link.Find("logit")!);
    private static readonly DeepLinearMinimum Linear = new([2.0, 1], [0.1], 0.1);

    private static readonly (string Of, string Parameter, Func<object?> Call)[] Groups =
    [
        ("balanced separation", "classes", () => new BalancedSeparation(1, 1)), ("balanced separation", "perClass", () => new BalancedSeparation(2, 0)),
        ("peeled threshold", "majority", () => new PeeledThreshold(0, 2, 1, 1)), ("peeled threshold", "minority", () => new PeeledThreshold(1, 1, 1, 1)),
        ("peeled threshold", "energyW", () => new PeeledThreshold(1, 2, 0, 1)), ("peeled threshold", "energyH", () => new PeeledThreshold(1, 2, 1, 0)),
        ("balanced peeled", "classes", () => new PeeledBalanced(1, 1, 1)), ("balanced peeled", "energyW", () => new PeeledBalanced(2, 0, 1)), ("balanced peeled", "energyH", () => new PeeledBalanced(2, 1, 0)),
        ("two clusters", "a", () => new TwoClusterMinimum(0, 1, 1, 1, 1, 1)), ("two clusters", "b", () => new TwoClusterMinimum(1, 0, 1, 1, 1, 1)),
        ("two clusters", "weightA", () => new TwoClusterMinimum(1, 1, 0, 1, 1, 1)), ("two clusters", "weightB", () => new TwoClusterMinimum(1, 1, 1, 0, 1, 1)),
        ("two clusters", "sizeA", () => new TwoClusterMinimum(1, 1, 1, 1, 0, 1)), ("two clusters", "sizeB", () => new TwoClusterMinimum(1, 1, 1, 1, 1, 0)),
        ("two clusters", "lambda", () => new TwoClusterMinimum(1, 1, 1, 1, 1, 1).At(0)), ("two clusters", "radius", () => new TwoClusterMinimum(1, 1, 1, 1, 1, 1).OnBall(0)),
        ("step profile", "majority", () => new StepProfile(0, 1, 2, 1)), ("step profile", "minority", () => new StepProfile(1, 0, 2, 1)),
        ("step profile", "ratio", () => new StepProfile(1, 1, 0.99, 1)), ("step profile", "minoritySize", () => new StepProfile(1, 1, 2, 0)), ("step profile of nothing", "sizes", () => StepProfile.TryFrom(null!)),
        ("step of nothing", "profile", () => new SeliStep(null!)), ("group threshold", "profile", () => SeliThresholds.Group(null!)),
        ("step limits", "majority", () => new SeliStepLimits(0, 1)), ("step limits", "minority", () => new SeliStepLimits(1, 0)),
        ("contrastive step", "majority", () => new ContrastiveStep(0, 1, 2, 2, 1)), ("contrastive step", "minority", () => new ContrastiveStep(1, 0, 2, 2, 1)),
        ("contrastive step", "majoritySize", () => new ContrastiveStep(1, 1, 1, 2, 1)), ("contrastive step", "minoritySize", () => new ContrastiveStep(1, 1, 2, 1, 1)), ("contrastive step", "temperature", () => new ContrastiveStep(1, 1, 2, 2, 0)),
        ("contrastive minimum", "sizes", () => ContrastiveMinima.Nonnegative(null!, 1)), ("spectral minimum", "sizes", () => SpectralMinimum.Lengths2(null!)),
    ];

    private static readonly (string Of, string Parameter, Func<object?> Call)[] Penalties =
    [
        ("weight decay", "classes", () => new WeightDecayCrossEntropy(1, 1, 1, 1)), ("weight decay", "perClass", () => new WeightDecayCrossEntropy(2, 0, 1, 1)),
        ("weight decay", "lambdaW", () => new WeightDecayCrossEntropy(2, 1, 0, 1)), ("weight decay", "lambdaH", () => new WeightDecayCrossEntropy(2, 1, 1, 0)),
        ("nonnegative of nothing", "sizes", () => new ReluCrossEntropy(null!, 1, 1)), ("nonnegative of one class", "sizes", () => new ReluCrossEntropy([3], 1, 1)), ("nonnegative with an empty class", "sizes", () => new ReluCrossEntropy([3, 0], 1, 1)),
        ("nonnegative", "lambdaW", () => new ReluCrossEntropy([3, 1], 0, 1)), ("nonnegative", "lambdaH", () => new ReluCrossEntropy([3, 1], 1, 0)), ("collapse penalties", "sizes", () => ReluCrossEntropy.CollapsePenalties(null!)),
        ("class weights", "sizes", () => WeightedEtf.Weights(null!, 1, 1)),
        ("zero threshold of nothing", "sizes", () => ZeroThresholds.WithoutBias(null!)), ("zero threshold of one class", "sizes", () => ZeroThresholds.WithoutBias([2])), ("zero threshold with an empty class", "sizes", () => ZeroThresholds.WithoutBias([2, 0])),
        ("zero threshold with a free bias", "sizes", () => ZeroThresholds.FreeBias(null!)), ("zero threshold with a penalised bias of nothing", "sizes", () => ZeroThresholds.RegularizedBias(null!, 1)),
        ("zero threshold with a penalised bias", "sizes", () => ZeroThresholds.RegularizedBias([1, double.NaN], 1)), ("zero threshold with a penalised bias", "lambdaB", () => ZeroThresholds.RegularizedBias([2, 1], 0)),
        ("certificate with a bias of nothing", "sizes", () => CertificateAtZeroLogits.RegularizedBias(null!, 1, 1)), ("certificate with a bias", "lambdaB", () => CertificateAtZeroLogits.RegularizedBias([2, 1], 1, 0)), ("peeled certificate", "sizes", () => CertificateAtZeroLogits.PeeledNorm(null!)),
        ("flow", "classes", () => new SymmetricFlow(1, 1, 1)), ("flow", "perClass", () => new SymmetricFlow(2, 0, 1)), ("flow", "start", () => new SymmetricFlow(2, 1, 0)),
        ("flow", "time", () => new SymmetricFlow(2, 1, 1).At(-1)), ("exponential integral", "x", () => SymmetricFlow.ExponentialIntegral(0)),
        ("frame of nothing", "reflection", () => FixedSimplex.Frame(null!)), ("frame of one", "reflection", () => FixedSimplex.Frame([1])), ("frame along zero", "reflection", () => FixedSimplex.Frame([0, 0])),
        ("closest features", "frame", () => FixedSimplex.ClosestNonnegative(null!)), ("duality", "means", () => FixedSimplex.DualityCosines(null!, Matrix.Identity(2))), ("duality", "classifiers", () => FixedSimplex.DualityCosines(Matrix.Identity(2), null!)),
        ("ordinal of nothing", "scale", () => new OrdinalCollapse(null!, 1)), ("ordinal", "lambda", () => new OrdinalCollapse(Scale, 0)), ("ordinal threshold", "scale", () => OrdinalCollapse.Threshold(null!)),
        ("ordinal limit", "link", () => OrdinalCollapse.InnerLimit(null!, 0, 1)), ("ordinal edge of nothing", "scale", () => OrdinalEdge.Solve(null!, 1)), ("ordinal edge", "lambda", () => OrdinalEdge.Solve(Scale, 0)),
    ];

    private static readonly (string Of, string Parameter, Func<object?> Call)[] Deep =
    [
        ("deep cross-entropy", "classes", () => new DeepCrossEntropy(1, 1, 1, 1)), ("deep cross-entropy", "perClass", () => new DeepCrossEntropy(2, 0, 1, 1)),
        ("deep cross-entropy", "layers", () => new DeepCrossEntropy(2, 1, 0, 1)), ("deep cross-entropy", "product", () => new DeepCrossEntropy(2, 1, 1, 0)),
        ("secular roots of nothing", "sizes", () => SecularRoots.Of(null!)), ("secular roots of one", "sizes", () => SecularRoots.Of([3])), ("secular roots with zero", "sizes", () => SecularRoots.Of([3, 0])),
        ("three classes", "layers", () => ReluCode.ThreeClasses(3)), ("edges", "vertices", () => ReluCode.Edges(2, 2, 2)), ("too many edges", "vertices", () => ReluCode.Edges(13, 2, 2)),
        ("edges in single vertices", "subset", () => ReluCode.Edges(4, 1, 2)), ("edges in more than all vertices", "subset", () => ReluCode.Edges(4, 5, 2)), ("edges", "layers", () => ReluCode.Edges(4, 2, 1)),
        ("singular values", "a", () => ReluCode.SingularValues(null!)),
        ("response of nothing", "product", () => FeatureResponse.Of(null!, 1, 1)), ("response", "total", () => FeatureResponse.Of(Matrix.Identity(2), 0, 1)), ("response", "lambdaH", () => FeatureResponse.Of(Matrix.Identity(2), 1, 0)),
        ("response at infinity", "lambdaH", () => FeatureResponse.Of(Matrix.Identity(2), 1, double.PositiveInfinity)), ("response at no number", "lambdaH", () => FeatureResponse.Of(Matrix.Identity(2), 1, double.NaN)),
        ("scaled candidate", "minimum", () => ScaledCandidates.SquaredError(null!, 1)), ("subset of nothing", "sizes", () => CriticalSubsets.OneLayerCurvature(null!, [0], 1, 1, 1)),
        ("no subset", "active", () => CriticalSubsets.OneLayerCurvature([2, 1], null!, 1, 1, 1)), ("swap", "model", () => CriticalSubsets.SwapCurvature(null!, 0, 1)), ("subset value", "model", () => CriticalSubsets.Value(null!, [0])),
        ("linear minimum of nothing", "sizes", () => new DeepLinearMinimum(null!, [1], 1)), ("linear minimum without penalties", "lambdaW", () => new DeepLinearMinimum([1], null!, 1)),
        ("product", "fit", () => Linear.ProductSquare(null!, 1)), ("feature", "fit", () => Linear.FeatureSquare(null!, 1)),
        ("fit", "layers", () => new SingularValueFit(0, 1, 1, 1)), ("fit", "total", () => new SingularValueFit(1, 0, 1, 1)), ("fit", "product", () => new SingularValueFit(1, 1, 0, 1)), ("fit", "targetSquare", () => new SingularValueFit(1, 1, 1, 0)),
        ("origin of nothing", "sizes", () => new OriginWithBias(null!, 1, 1, 1)), ("origin", "lambdaB", () => new OriginWithBias([1, 1], 1, 1, -1)),
        ("origin at no number", "lambdaB", () => new OriginWithBias([1, 1], 1, 1, double.NaN)), ("origin at infinity", "lambdaB", () => new OriginWithBias([1, 1], 1, 1, double.PositiveInfinity)),
        ("least regulariser", "singularValues", () => SchattenRegulariser.Least(null!, 1, 1)),
        ("path of nothing", "profile", () => new StepPath(null!, 1)), ("merge of nothing", "profile", () => StepPath.MergePenalty(null!, new())), ("merge without loss", "loss", () => StepPath.MergePenalty(Step, null!)),
        ("constants of nothing", "profile", () => new StepGapConstants(null!, new())), ("constants without loss", "loss", () => new StepGapConstants(Step, null!)),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        Groups.Concat(Penalties).Concat(Deep).Select(c => new TestCaseData(c.Parameter, c.Call).SetArgDisplayNames(c.Of, c.Parameter));

    [TestCaseSource(nameof(Cases))]
    public void WhatIsNotDefinedIsRefusedByName(string parameter, Func<object?> call) =>
        Assert.That(call, Throws.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo(parameter).And.Message.Length.GreaterThan(parameter.Length + 20));
}
