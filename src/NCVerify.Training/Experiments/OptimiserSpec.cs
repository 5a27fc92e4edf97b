using System.Text.Json.Serialization;

namespace NCVerify.Training;

/// <summary>An optimiser; the gradients of the penalties are part of the gradient (coupled decay).</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SgdSpec), "sgd")]
[JsonDerivedType(typeof(AdamSpec), "adam")]
public abstract record OptimiserSpec
{
    /// <summary>Step size before the schedule's factor.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How the step size changes.</summary>
    public ScheduleSpec Schedule { get; init; } = new();
}

/// <summary>Gradient descent with momentum: v = m v + g, x = x - eta v (or x - eta (g + m v) with Nesterov's form).</summary>
public sealed record SgdSpec : OptimiserSpec
{
    /// <summary>Momentum m.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Nesterov's form.</summary>
    public bool Nesterov { get; init; }
}

/// <summary>Adam with bias correction.</summary>
public sealed record AdamSpec : OptimiserSpec
{
    /// <summary>Decay of the first moment.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the second moment.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment.</summary>
    public double Epsilon { get; init; } = 1e-8;
}

/// <summary>Factor of the step size over epochs.</summary>
public sealed record ScheduleSpec
{
    /// <summary>Which one.</summary>
    public ScheduleKind Kind { get; init; } = ScheduleKind.Constant;

    /// <summary>Linear rise over this many first epochs.</summary>
    public double Warmup { get; init; }

    /// <summary>Cosine: factor at the end.</summary>
    public double Final { get; init; }

    /// <summary>Steps: epochs, as fractions of all, at which the factor is multiplied by <see cref="Factor"/>.</summary>
    public IReadOnlyList<double> At { get; init; } = [1.0 / 3, 2.0 / 3];

    /// <summary>Steps: what the factor is multiplied by.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>The factor at a time, in epochs from 0 to <paramref name="epochs"/> (fractions within an epoch count).</summary>
    public double FactorAt(double time, int epochs)
    {
        double warm = Warmup > 0 && time < Warmup ? time / Warmup : 1;
        double progress = time / epochs;
        return warm * Kind switch
        {
            ScheduleKind.Cosine => Final + ((1 - Final) * HalfCosine.At(progress)),
            ScheduleKind.Steps => At.Where(at => progress >= at).Aggregate(1.0, (product, _) => product * Factor),
            _ => 1,
        };
    }
}

/// <summary>Schedules.</summary>
public enum ScheduleKind
{
    /// <summary>Always 1.</summary>
    Constant,

    /// <summary>Half a cosine from 1 to the final factor.</summary>
    Cosine,

    /// <summary>Constant between given epochs.</summary>
    Steps,
}

/// <summary>How an epoch is cut into batches.</summary>
public sealed record BatchSpec
{
    /// <summary>Samples of a batch; 0 for the whole training set at once. A last incomplete batch is used.</summary>
    public int Size { get; init; } = 128;

    /// <summary>Which samples.</summary>
    public SamplingKind Sampling { get; init; } = SamplingKind.Shuffled;
}

/// <summary>Which samples an epoch holds.</summary>
public enum SamplingKind
{
    /// <summary>Each sample once, in random order.</summary>
    Shuffled,

    /// <summary>Each draw picks a class uniformly, then one of its samples uniformly.</summary>
    ClassBalanced,

    /// <summary>Each sample of a class n_max/n_k times (rounded by a random draw), in random order.</summary>
    Oversampled,
}
