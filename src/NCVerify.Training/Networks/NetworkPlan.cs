namespace NCVerify.Training;

/// <summary>
/// A network with all its shapes and arrays, for whichever engine trains it: what the body's layers take and give, and the
/// linear layers of the head. Arrays are in one order: body from the input on, then head from the features on.
/// </summary>
public sealed class NetworkPlan
{
    private NetworkPlan(TensorShape input, int classes, HeadSpec head, IReadOnlyList<LayerPlan> body, IReadOnlyList<ParameterPlan> headLayers, ParameterPlan? headBias) =>
        (Input, Classes, Head, Body, HeadLayers, HeadBias) = (input, classes, head, body, headLayers, headBias);

    /// <summary>What the body takes.</summary>
    public TensorShape Input { get; }

    /// <summary>Number of classes K.</summary>
    public int Classes { get; }

    /// <summary>Length d of the feature vector.</summary>
    public int Features => Body[^1].Output.Size;

    /// <summary>The body's layers.</summary>
    public IReadOnlyList<LayerPlan> Body { get; }

    /// <summary>What the experiment asks of the head.</summary>
    public HeadSpec Head { get; }

    /// <summary>The linear layers of the head, nearest the features first; outputs x inputs.</summary>
    public IReadOnlyList<ParameterPlan> HeadLayers { get; }

    /// <summary>Bias of the last linear layer; null without one.</summary>
    public ParameterPlan? HeadBias { get; }

    /// <summary>All arrays, trained or not.</summary>
    public IEnumerable<ParameterPlan> Arrays => Body.SelectMany(l => l.AllArrays).Concat(HeadLayers).Concat(HeadBias is null ? [] : [HeadBias]);

    /// <summary>Works out the shapes.</summary>
    /// <param name="network">Body and head.</param>
    /// <param name="input">Shape of a sample.</param>
    /// <param name="classes">Number of classes K.</param>
    /// <exception cref="ExperimentException">A layer does not fit; the message names it.</exception>
    public static NetworkPlan Of(NetworkSpec network, TensorShape input, int classes)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        var planner = new LayerPlanner();
        IReadOnlyList<LayerPlan> body = planner.Chain("body", network.Body, input);
        if (!body[^1].Output.IsVector)
        {
            throw new ExperimentException($"experiment: network.body: its output is {body[^1].Output}; expected a vector: end with flatten, globalAveragePool or dense.");
        }

        int features = body[^1].Output.Channels;
        HeadSpec head = network.Head;
        int needed = head.Fixed == FixedClassifier.SimplexEtf ? classes - 1 : head.Fixed == FixedClassifier.OrthogonalFrame ? classes : 1;
        if (features < needed)
        {
            throw new ExperimentException($"experiment: network.head.fixed: {head.Fixed} of {classes} classes needs features of dimension {needed} or more; the body gives {features}.");
        }

        int[] widths = [features, .. head.Widths, classes];
        ParameterRole role = head.Fixed == FixedClassifier.None ? ParameterRole.Classifier : ParameterRole.FixedClassifier;
        ParameterPlan[] layers = [.. Enumerable.Range(0, widths.Length - 1).Select(m => planner.Array($"head.{m}.weight", role, widths[m], widths[m + 1], widths[m]))];
        ParameterPlan? bias = head.Bias ? planner.Array("head.bias", ParameterRole.HeadBias, 0, classes) : null;
        return new(input, classes, head, body, layers, bias);
    }
}
