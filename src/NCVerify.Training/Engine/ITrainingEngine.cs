using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Something that trains: the deterministic engine, or another with the same contract.</summary>
public interface ITrainingEngine
{
    /// <summary>Name on the command line and in evidence, such as "deterministic".</summary>
    string Name { get; }

    /// <summary>Device, versions and settings that decide results and speed, for evidence.</summary>
    string Description { get; }

    /// <summary>Whether two runs with the same seed give the same bits on any machine.</summary>
    bool IsReproducible { get; }

    /// <summary>Sets up a run: initial weights from the seed, nothing trained yet.</summary>
    /// <param name="experiment">A validated experiment.</param>
    /// <param name="data">Its data.</param>
    /// <param name="seed">Decides initial weights and batches.</param>
    /// <exception cref="ExperimentException">The experiment asks for what this engine has not, or shapes do not fit.</exception>
    ITrainingRun Start(Experiment experiment, TrainingData data, ulong seed);
}

/// <summary>A network in training. Not safe for concurrent use.</summary>
public interface ITrainingRun : IDisposable
{
    /// <summary>Epochs trained so far.</summary>
    int Epoch { get; }

    /// <summary>Trains one epoch.</summary>
    /// <param name="progress">Told the fraction of the epoch that is done.</param>
    /// <param name="cancellation">Ends between batches; the run must then be disposed or restored.</param>
    /// <returns>Mean objective and loss over the batches of the epoch.</returns>
    /// <exception cref="DivergedException">The objective is not finite; epoch and batch are named.</exception>
    EpochOutcome Train(IProgress<double>? progress = null, CancellationToken cancellation = default);

    /// <summary>Features and logits of samples with the present weights (running statistics in batch normalisation).</summary>
    Extraction Extract(LabelledInputs inputs, CancellationToken cancellation = default);

    /// <summary>The linear layers of the head, nearest the features first (each rows x columns), and the bias (null without one).</summary>
    (IReadOnlyList<Matrix> Layers, double[]? Bias) Head();

    /// <summary>All trained parameters in the network's order: what a digest is taken of.</summary>
    IReadOnlyList<NamedArray> Parameters();

    /// <summary>Everything that the next epoch depends on: parameters, running statistics, optimiser; not random numbers, which are functions of seed and epoch.</summary>
    IReadOnlyList<NamedArray> State();

    /// <summary>Goes on from a state of a run of the same experiment and seed.</summary>
    /// <exception cref="ExperimentException">Names or shapes do not fit.</exception>
    void Restore(int epoch, IReadOnlyList<NamedArray> state);
}

/// <summary>What an epoch gave, averaged over its batches while weights changed.</summary>
/// <param name="Objective">Loss and penalties.</param>
/// <param name="Loss">Loss alone.</param>
public sealed record EpochOutcome(double Objective, double Loss);

/// <summary>What a network makes of samples.</summary>
/// <param name="Features">N x d, a row per sample: output of the body, input of the head.</param>
/// <param name="Logits">N x K, a row per sample.</param>
/// <param name="Loss">Mean loss over the samples, without penalties.</param>
public sealed record Extraction(Matrix Features, Matrix Logits, double Loss);

/// <summary>An array with a name and a shape; values of float32 are held exactly.</summary>
/// <param name="Name">Such as "body.0.weight".</param>
/// <param name="Shape">Lengths of the axes, last one fastest.</param>
/// <param name="Values">As many as the product of the shape.</param>
public sealed record NamedArray(string Name, IReadOnlyList<int> Shape, double[] Values);
