namespace NCVerify.Training;

/// <summary>
/// Penalties in the convention of the unconstrained features model with mean loss: lambda/2 times the squared norm, added to
/// the mean of the losses; for features lambda/2 times the sum of |h_i|^2 over all training samples.
/// </summary>
public sealed record PenaltySpec
{
    /// <summary>On every parameter (weights, biases, scales and shifts): ordinary weight decay. Excludes the entries below.</summary>
    public double All { get; init; }

    /// <summary>On the linear layers of the head, nearest the features first; one number for all, or one each.</summary>
    public IReadOnlyList<double> Classifier { get; init; } = [];

    /// <summary>On the features (all samples of the training set together).</summary>
    public double Features { get; init; }

    /// <summary>On the bias of the head.</summary>
    public double Bias { get; init; }

    /// <summary>On the parameters of the body.</summary>
    public double Body { get; init; }
}
