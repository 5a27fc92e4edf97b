using System.Text.Json.Serialization;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>A loss: mean over the samples of a batch, class weights normalised so that their mean over the training samples is 1.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CrossEntropySpec), "crossEntropy")]
[JsonDerivedType(typeof(SquaredErrorSpec), "squaredError")]
[JsonDerivedType(typeof(DotRegressionSpec), "dotRegression")]
[JsonDerivedType(typeof(SupervisedContrastiveSpec), "supervisedContrastive")]
[JsonDerivedType(typeof(AllNcSpec), "allNc")]
public abstract record LossSpec;

/// <summary>omega_y [log sum_j exp(delta_j z_j + iota_j) - delta_y z_y - iota_y].</summary>
public sealed record CrossEntropySpec : LossSpec
{
    /// <summary>Class weights omega; 1 when absent.</summary>
    public ClassValues? Weights { get; init; }

    /// <summary>Temperatures delta that multiply the logits; 1 when absent.</summary>
    public ClassValues? Temperature { get; init; }

    /// <summary>Offsets iota that are added to the logits; 0 when absent.</summary>
    public ClassValues? Offset { get; init; }

    /// <summary>
    /// Whether delta and iota belong to the class of the sample (label-dependent temperature: the whole logit vector is
    /// multiplied by delta_y) instead of to the class of the logit.
    /// </summary>
    public bool ByLabel { get; init; }

    /// <summary>Regulariser on the class means of a batch, added to the loss; none when absent.</summary>
    public CentreCollapseSpec? CentreCollapse { get; init; }
}

/// <summary>omega_y |z - e_y|^2 / 2.</summary>
public sealed record SquaredErrorSpec : LossSpec
{
    /// <summary>Class weights omega; 1 when absent.</summary>
    public ClassValues? Weights { get; init; }
}

/// <summary>(w_y.h - t)^2 / (2 t) with a fixed classifier, h on or in a ball (Yang et al. 2022).</summary>
public sealed record DotRegressionSpec : LossSpec
{
    /// <summary>The target t, the product of the lengths of classifier and feature.</summary>
    public double Target { get; init; } = 1;
}

/// <summary>
/// Supervised contrastive loss of the normalised features of a batch; the head is not trained by it. Class sizes in it are
/// those of the batch; a sample without another of its class there is no anchor.
/// </summary>
public sealed record SupervisedContrastiveSpec : LossSpec
{
    /// <summary>Temperature tau that divides the inner products.</summary>
    public double Temperature { get; init; } = 0.5;

    /// <summary>Whether anchors and denominators are averaged within classes first (the class-balanced form, SC-04).</summary>
    public bool ClassBalanced { get; init; }
}

/// <summary>
/// AllNC as reconstructed (AllNC-R; Zhang et al. 2024 do not state the losses in what is public): sum of a contrast of features
/// with class means (HyCon-R), a contrast of class means with classifiers (P2P-R), and two branches of cross-entropy, the
/// instance-balanced one fading as 1 - (t/T)^2 (GBBN-R). Unit features, class means of the batch, unit classifiers. The
/// class-balanced branch is class-weighted cross-entropy on the same batch; t is the epoch.
/// </summary>
public sealed record AllNcSpec : LossSpec
{
    /// <summary>Temperature of the contrast with class means.</summary>
    public double Temperature { get; init; } = 0.5;

    /// <summary>Scale of the contrast with classifiers.</summary>
    public double Scale { get; init; } = 8;

    /// <summary>Weight of the two contrasts.</summary>
    public double Weight { get; init; } = 1;
}

/// <summary>A number per class: given, or a rule of the class sizes.</summary>
public sealed record ClassValues
{
    /// <summary>The numbers themselves.</summary>
    public IReadOnlyList<double>? Values { get; init; }

    /// <summary>n_k to this power.</summary>
    public double? Power { get; init; }

    /// <summary>This times log(n_k/N).</summary>
    public double? LogPrior { get; init; }

    /// <summary>The numbers for these class sizes.</summary>
    public double[] Of(IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        double total = sizes.Sum();
        return Values is { } values ? [.. values]
            : Power is { } power ? [.. sizes.Select(n => Special.Exp(power * Special.Log(n)))]
            : [.. sizes.Select(n => LogPrior!.Value * Special.Log(n / total))];
    }
}
