namespace NCVerify.Training;

/// <summary>An array that a network holds.</summary>
/// <param name="Name">Stable name, such as "body.0.weight", "body.3.shortcut.0.bias", "head.0.weight", "head.bias".</param>
/// <param name="Shape">
/// Dense and head: outputs x inputs. Convolution: output channels x input channels x kernel x kernel. Others: a vector.
/// </param>
/// <param name="Role">What it is.</param>
/// <param name="FanIn">Inputs that one output sums over; 0 where there is no such thing.</param>
/// <param name="Index">Place among all arrays of the network, trained or not: decides its random numbers.</param>
public sealed record ParameterPlan(string Name, IReadOnlyList<int> Shape, ParameterRole Role, int FanIn, int Index)
{
    /// <summary>Number of entries.</summary>
    public int Size => Shape.Aggregate(1, (product, length) => checked(product * length));
}

/// <summary>What an array of a network is.</summary>
public enum ParameterRole
{
    /// <summary>Weights of a layer of the body.</summary>
    Weight,

    /// <summary>Bias of a layer of the body.</summary>
    Bias,

    /// <summary>Scale of batch normalisation.</summary>
    Scale,

    /// <summary>Shift of batch normalisation.</summary>
    Shift,

    /// <summary>Running mean of batch normalisation: not trained, part of the state.</summary>
    RunningMean,

    /// <summary>Running variance of batch normalisation: not trained, part of the state.</summary>
    RunningVariance,

    /// <summary>Trained linear layer of the head.</summary>
    Classifier,

    /// <summary>Classifier that is set once: not trained.</summary>
    FixedClassifier,

    /// <summary>Bias of the head.</summary>
    HeadBias,
}
