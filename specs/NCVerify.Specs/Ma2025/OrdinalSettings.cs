using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.Specs.Ma2025;

/// <summary>Problems of ordinal regression, and what is measured on them.</summary>
internal static class OrdinalSettings
{
    /// <summary>Three links, uneven classes, penalties that differ between classifier and features.</summary>
    public static IReadOnlyList<CumulativeLinkModel> Models { get; } =
    [
        new(new([12, 5, 8, 3], [-1.5, 0, 1], new LogitLink()), 0.05, 0.2, 3),
        new(new([6, 9, 4, 4, 5], [-2, -0.5, 0.3, 2.5], new ProbitLink()), 0.3, 0.3, 2),
        new(new([5, 5, 7], [-0.8, 0.6], new CloglogLink()), 1, 0.25, 4),
    ];

    /// <summary>The profile of the reported values.</summary>
    public static OrdinalScale Uneven(Link link) => new([50, 7, 20, 3, 11], [-2, -0.5, 0.3, 2.5], link);

    /// <summary>Test cases for the models.</summary>
    public static IEnumerable<TestCaseData> Cases() => Models.Select(m => new TestCaseData(m).SetArgDisplayNames(Name(m)));

    /// <summary>Parameters of a claim on a scale at a penalty.</summary>
    public static (string, object?)[] Parameters(OrdinalScale scale, double lambda) => [.. Parameters(scale), ("lambdaSum", lambda)];

    /// <summary>Parameters of a claim on a scale.</summary>
    public static (string, object?)[] Parameters(OrdinalScale scale) => [("n", scale.Sizes), ("b", scale.Thresholds), ("link", scale.Link.Name)];

    /// <summary>The same scale at another penalty, shared equally.</summary>
    public static CumulativeLinkModel At(CumulativeLinkModel model, double lambda) => new(model.Scale, lambda, lambda, model.Blocks[0].Dimension);

    /// <summary>w.h_i of every sample.</summary>
    public static double[] Latent(FreeMinimum minimum) => (minimum.Point[1] * minimum.Point[0].Transpose()).Column(0);

    /// <summary>A value per class, repeated for every sample.</summary>
    public static double[] PerSample(CumulativeLinkModel model, IReadOnlyList<double> perClass) => [.. model.Labels.Select(q => perClass[q])];

    /// <summary>The mean over each class.</summary>
    public static double[] PerClass(CumulativeLinkModel model, double[] perSample) =>
        [.. Enumerable.Range(0, model.Scale.Classes).Select(q => perSample.Where((_, i) => model.Labels[i] == q).Average())];

    /// <summary>A model in a few words.</summary>
    public static string Name(CumulativeLinkModel model) => $"{model.Scale.Link.Name}, n = {string.Join('-', model.Scale.Sizes)}, Lambda = {Exact.Format(model.Lambda, 4)}";
}
