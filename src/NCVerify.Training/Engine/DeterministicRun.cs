using System.Numerics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>A run of the deterministic engine.</summary>
internal sealed class DeterministicRun<T> : ITrainingRun
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Samples that are evaluated at once; it decides memory only.</summary>
    private const int Chunk = 256;

    private readonly Experiment _experiment;
    private readonly TrainingData _data;
    private readonly ulong _seed;
    private readonly Network<T> _network;
    private readonly Penalties _penalties;
    private readonly Optimiser<T> _optimiser;
    private T[] _inputs = [];
    private int[] _labels = [];
    private int _room;

    public DeterministicRun(Experiment experiment, TrainingData data, ulong seed)
    {
        (_experiment, _data, _seed) = (experiment, data, seed);
        var plan = NetworkPlan.Of(experiment.Network, TensorShape.Of(data.Training), data.Classes);
        _network = new(plan, Loss.Of(experiment.Loss, data.ClassSizes), experiment.Penalty.Features, seed);
        _penalties = new(experiment.Penalty, plan);
        _optimiser = Optimiser<T>.Of(experiment.Optimiser, _network.Trained, _penalties);
    }

    public int Epoch { get; private set; }

    public EpochOutcome Train(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        IReadOnlyList<int[]> batches = BatchOrder.Of(_experiment.Batches, _data.Training.Labels, _data.Classes, _seed, Epoch);
        double objective = 0, loss = 0;
        for (int b = 0; b < batches.Count; b++)
        {
            cancellation.ThrowIfCancellationRequested();
            (double batchObjective, double batchLoss) = Step(batches[b], Epoch + ((double)b / batches.Count));
            if (!double.IsFinite(batchObjective))
            {
                throw new DivergedException($"The objective is {Exact.Format(batchObjective)} in epoch {Epoch + 1}, batch {b + 1} of {batches.Count}; try a smaller learning rate.");
            }

            objective += batchObjective;
            loss += batchLoss;
            progress?.Report((b + 1.0) / batches.Count);
        }

        Epoch++;
        return new(objective / batches.Count, loss / batches.Count);
    }

    public Extraction Extract(LabelledInputs inputs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        NetworkPlan plan = _network.Plan;
        if (TensorShape.Of(inputs) != plan.Input)
        {
            throw new ArgumentException($"The network takes {plan.Input}; {TensorShape.Of(inputs)} was given.", nameof(inputs));
        }

        var features = new Matrix(inputs.Count, plan.Features);
        var logits = new Matrix(inputs.Count, plan.Classes);
        Reserve(Math.Min(Chunk, inputs.Count));
        for (int start = 0; start < inputs.Count; start += Chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(Chunk, inputs.Count - start);
            for (int i = 0; i < count; i++)
            {
                CopySample(inputs, start + i, i);
            }

            _network.Evaluate(
                _inputs.AsSpan(0, count * inputs.Size),
                count,
                features.Data.AsSpan(start * plan.Features, count * plan.Features),
                logits.Data.AsSpan(start * plan.Classes, count * plan.Classes));
        }

        return new(features, logits, _network.Loss(features.Data, logits.Data, inputs.Labels, Progress));
    }

    public (IReadOnlyList<Matrix> Layers, double[]? Bias) Head()
    {
        Parameter<T>? bias = _network.Arrays.SingleOrDefault(p => p.Plan.Role == ParameterRole.HeadBias);
        return ([.. _network.HeadLayers.Select(l => new Matrix(l.Plan.Shape[0], l.Plan.Shape[1], l.Copy().Values))], bias?.Copy().Values);
    }

    public IReadOnlyList<NamedArray> Parameters() => [.. _network.Trained.Select(p => p.Copy())];

    public IReadOnlyList<NamedArray> State() =>
    [
        .. _network.Arrays.Select(p => p.Copy()),
        .. _optimiser.State.Select(s => Parameter<T>.Named(s.Name, s.Plan, s.Values)),
        new(StateReader.StepsName, [1], [_optimiser.Steps]),
    ];

    public void Restore(int epoch, IReadOnlyList<NamedArray> state)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        var reader = new StateReader(state);

        // Everything is checked before anything is changed.
        List<(T[] From, T[] To)> copies = [];
        foreach ((string name, ParameterPlan plan, T[] values) in _network.Arrays.Select(p => (p.Plan.Name, p.Plan, p.Values)).Concat(_optimiser.State))
        {
            copies.Add((reader.Take<T>(name, plan.Shape), values));
        }

        double steps = reader.Take<double>(StateReader.StepsName, [1])[0];
        reader.RequireEmpty();
        copies.ForEach(c => c.From.CopyTo(c.To, 0));
        (Epoch, _optimiser.Steps) = (epoch, (long)steps);
    }

    public void Dispose()
    {
    }

    private double Progress => (double)Epoch / _experiment.Epochs;

    private (double Objective, double Loss) Step(int[] rows, double time)
    {
        Reserve(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            CopySample(_data.Training, rows[i], i);
            _labels[i] = _data.Training.Labels[rows[i]];
        }

        double share = (double)_data.Training.Count / rows.Length;
        (double loss, double penalty) = _network.Differentiate(_inputs.AsSpan(0, rows.Length * _data.Training.Size), _labels.AsSpan(0, rows.Length), Progress, share);
        double objective = loss + penalty + _penalties.Value(_network.Trained);
        _optimiser.Step(_experiment.Optimiser.LearningRate * _experiment.Optimiser.Schedule.FactorAt(time, _experiment.Epochs));
        return (objective, loss);
    }

    private void CopySample(LabelledInputs inputs, int row, int target)
    {
        ReadOnlySpan<float> from = inputs.Values.AsSpan(row * inputs.Size, inputs.Size);
        Span<T> to = _inputs.AsSpan(target * inputs.Size, inputs.Size);
        for (int j = 0; j < from.Length; j++)
        {
            to[j] = T.CreateTruncating(from[j]);
        }
    }

    private void Reserve(int count)
    {
        if (count > _room)
        {
            _network.Reserve(count);
            (_inputs, _labels, _room) = (new T[count * _network.Plan.Input.Size], new int[count], count);
        }
    }
}
