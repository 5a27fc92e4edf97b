namespace NCVerify.Training;

/// <summary>Which images are trained on, and which are kept for testing.</summary>
public sealed record DataSpec
{
    /// <summary>Name of the data set: mnist, cifar10, glyphs (generated), clusters (generated Gaussian vectors).</summary>
    public required string Set { get; init; }

    /// <summary>Number of classes used, the first ones of the data set; 0 for all.</summary>
    public int Classes { get; init; }

    /// <summary>Training samples of the largest class.</summary>
    public required int PerClass { get; init; }

    /// <summary>Training samples per class, which replaces <see cref="PerClass"/> and <see cref="Imbalance"/>.</summary>
    public IReadOnlyList<int>? Counts { get; init; }

    /// <summary>Profile of the class sizes; balanced when absent.</summary>
    public ImbalanceSpec? Imbalance { get; init; }

    /// <summary>
    /// Classes of the data set, counted from 0, that are one class here; each is then a subclass, whose label no loss sees. Sizes
    /// elsewhere in this part are those of subclasses. Null: no class is joined.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>>? Join { get; init; }

    /// <summary>Test samples per class, none of them trained on.</summary>
    public int TestPerClass { get; init; }

    /// <summary>How pixels become inputs.</summary>
    public InputScaling Scaling { get; init; } = InputScaling.Standardised;

    /// <summary>
    /// Inputs are multiplied by this after scaling. Small inputs keep the steps of the first layers small beside those of the
    /// head: features then follow their penalty instead of the noise of the steps.
    /// </summary>
    public double Factor { get; init; } = 1;

    /// <summary>Seed of generated data sets.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Generated data sets only. Glyphs: factor of every random change (shift, slant, size, thickness, grey noise). Clusters:
    /// root mean square distance of a sample from its mean, in units of the mean distance between means.
    /// </summary>
    public double Noise { get; init; } = 1;
}

/// <summary>Class sizes of an imbalanced training set.</summary>
public sealed record ImbalanceSpec
{
    /// <summary>Step (two sizes) or long tail (geometric).</summary>
    public required ImbalanceProfile Profile { get; init; }

    /// <summary>Largest class size over smallest, at least 1.</summary>
    public required double Ratio { get; init; }

    /// <summary>Step only: how many classes, the last ones, are minorities; half of the classes when absent.</summary>
    public int? Minorities { get; init; }
}

/// <summary>Shapes of imbalance.</summary>
public enum ImbalanceProfile
{
    /// <summary>Majorities of one size and minorities of another.</summary>
    Step,

    /// <summary>n_k = n_1 R^(-k/(K-1)), rounded to the nearest integer, at least 1.</summary>
    LongTail,
}

/// <summary>How pixel values become inputs.</summary>
public enum InputScaling
{
    /// <summary>Per channel, mean 0 and variance 1 over the training images.</summary>
    Standardised,

    /// <summary>Pixel / 255; vectors as they are.</summary>
    Unit,
}
