using NCVerify.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>
/// A run of the TorchSharp engine. Data, parameters and the optimiser's memory stay on the device; all that a step makes is
/// disposed with its scope.
/// </summary>
internal sealed class TorchRun : ITrainingRun
{
    /// <summary>Samples that are evaluated at once; it decides memory only.</summary>
    private const int Chunk = 512;

    /// <summary>Steps that may run ahead before their objectives are looked at: asking sooner makes a GPU wait.</summary>
    private const int Patience = 32;

    private readonly Experiment _experiment;
    private readonly TrainingData _data;
    private readonly ulong _seed;
    private readonly Device _device;
    private readonly ScalarType _type;
    private readonly NetworkPlan _plan;
    private readonly TorchLoss _loss;
    private readonly NetworkArrays _arrays;
    private readonly NetworkFunction _network;
    private readonly ParameterPenalty _penalty;
    private readonly TorchOptimiser _optimiser;
    private readonly DeviceData _training;
    private readonly GradientVector _gradient;
    private DeviceData? _test;

    public TorchRun(Experiment experiment, TrainingData data, ulong seed, Device device)
    {
        (_experiment, _data, _seed, _device) = (experiment, data, seed, device);
        _type = experiment.Precision == Precision.Float64 ? float64 : float32;
        _plan = NetworkPlan.Of(experiment.Network, TensorShape.Of(data.Training), data.Classes);
        MemoryNeed.Check(_plan, experiment, data, device);
        _loss = TorchLoss.Of(experiment.Loss, data.ClassSizes, device);
        _arrays = new(_plan, seed, _type, device);
        _network = new(_plan, _arrays);
        _penalty = new(new Penalties(experiment.Penalty, _plan), _arrays.Block, _arrays.Values);
        _optimiser = TorchOptimiser.Of(experiment.Optimiser, _arrays.Block, _arrays.Values);
        _training = new(data.Training, _type, device);

        // What the loss does not reach has gradient zero, which libtorch would have to be asked for apart.
        _gradient = new(_arrays, Reaches);
    }

    public int Epoch { get; private set; }

    private double Progress => (double)Epoch / _experiment.Epochs;

    public EpochOutcome Train(IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        LibtorchErrors.Guard($"in epoch {Epoch + 1} of experiment '{_experiment.Id}'", _device, () => OnThreads(() => TrainEpoch(progress, cancellation)));

    public Extraction Extract(LabelledInputs inputs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (TensorShape.Of(inputs) != _plan.Input)
        {
            throw new ArgumentException($"The network takes {_plan.Input}; {TensorShape.Of(inputs)} was given.", nameof(inputs));
        }

        return LibtorchErrors.Guard($"while features are extracted in experiment '{_experiment.Id}'", _device, () => OnThreads(() => ExtractAll(inputs, cancellation)));
    }

    public (IReadOnlyList<Matrix> Layers, double[]? Bias) Head() => (
        [.. _plan.HeadLayers.Select(l => new Matrix(l.Shape[0], l.Shape[1], _arrays.Copy(l).Values))],
        _plan.HeadBias is null ? null : _arrays.Copy(_plan.HeadBias).Values);

    public IReadOnlyList<NamedArray> Parameters() => [.. _arrays.Block.Read(_arrays.Values)];

    public IReadOnlyList<NamedArray> State() => [.. _arrays.Read(), .. _optimiser.State, new(StateReader.StepsName, [1], [_optimiser.Steps])];

    public void Restore(int epoch, IReadOnlyList<NamedArray> state)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        var reader = new StateReader(state);

        // Everything is checked before anything is changed.
        var untrained = _arrays.Untrained.ToDictionary(a => a, a => Take(reader, a.Name, a));
        double[] values = Vector(reader, "");
        List<(Tensor To, double[] From)> memory = [.. _optimiser.Memory.Select(m => (m.Values, Vector(reader, m.Prefix)))];
        double steps = reader.Take<double>(StateReader.StepsName, [1])[0];
        reader.RequireEmpty();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        memory.Add((_arrays.Values, values));
        memory.AddRange(untrained.Select(u => (_arrays[u.Key], u.Value)));
        memory.ForEach(m => m.To.copy_(tensor(m.From, m.To.shape, float64)));
        (Epoch, _optimiser.Steps) = (epoch, (long)steps);
    }

    public void Dispose()
    {
        _test?.Dispose();
        _training.Dispose();
        _optimiser.Dispose();
        _penalty.Dispose();
        _gradient.Dispose();
        _arrays.Dispose();
        _loss.Dispose();
    }

    // The libraries have one number of threads for the whole process; ours may have changed since the last call.
    private static T OnThreads<T>(Func<T> work)
    {
        NativeThreads.Set(Parallelism.Degree);
        return work();
    }

    private EpochOutcome TrainEpoch(IProgress<double>? progress, CancellationToken cancellation)
    {
        IReadOnlyList<int[]> batches = BatchOrder.Of(_experiment.Batches, _data.Training.Labels, _data.Classes, _seed, Epoch);
        using DisposeScope scope = NewDisposeScope();
        long[] order = [.. batches.SelectMany(b => b).Select(row => (long)row)];
        Tensor rows = tensor(order, [order.Length], int64).to(_device), objectives = zeros(batches.Count, float64, _device), losses = zeros(batches.Count, float64, _device);
        for (int b = 0, start = 0, seen = 0; b < batches.Count; start += batches[b].Length, b++)
        {
            cancellation.ThrowIfCancellationRequested();
            Step(rows.narrow(0, start, batches[b].Length), batches[b].Length, Epoch + ((double)b / batches.Count), objectives.narrow(0, b, 1), losses.narrow(0, b, 1));
            if (b + 1 - seen == Patience || b == batches.Count - 1)
            {
                RequireFinite(objectives, seen, b + 1, batches.Count);
                seen = b + 1;
                progress?.Report((b + 1.0) / batches.Count);
            }
        }

        Epoch++;
        return new(objectives.mean().cpu().item<double>(), losses.mean().cpu().item<double>());
    }

    private void Step(Tensor rows, int count, double time, Tensor objective, Tensor lossSlot)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = _network.Features(_training.Inputs.index_select(0, rows), training: true);
        Tensor loss = Loss(features, _training.Labels.index_select(0, rows)), total = loss;
        if (_experiment.Penalty.Features > 0)
        {
            double share = (double)_data.Training.Count / count;
            total = loss.Plus((features * features).sum(float64).Times(share * _experiment.Penalty.Features / 2));
        }

        Tensor gradient = _gradient.Of(total);
        using IDisposable noGradient = no_grad();
        Tensor penalty = _penalty.Add(_arrays.Values, gradient);
        objective.copy_(total.detach().Plus(penalty).reshape(1));
        lossSlot.copy_(loss.detach().reshape(1));
        _optimiser.Step(_experiment.Optimiser.LearningRate * _experiment.Optimiser.Schedule.FactorAt(time, _experiment.Epochs), _arrays.Values, gradient);
    }

    private Tensor Loss(Tensor features, Tensor labels) => _loss.Value(new(
        features.to(float64),
        _loss.UsesLogits ? _network.Logits(features).to(float64) : null,
        _loss.UsesClassifier ? _arrays[_plan.HeadLayers[0]].to(float64) : null,
        labels,
        _plan.Classes,
        Progress));

    private void RequireFinite(Tensor objectives, int from, int to, int batches)
    {
        double[] values = objectives.narrow(0, from, to - from).cpu().data<double>().ToArray();
        int bad = Array.FindIndex(values, v => !double.IsFinite(v));
        if (bad >= 0)
        {
            throw new DivergedException($"The objective is {Exact.Format(values[bad])} in epoch {Epoch + 1}, batch {from + bad + 1} of {batches}; try a smaller learning rate.");
        }
    }

    private Extraction ExtractAll(LabelledInputs inputs, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        (DeviceData given, bool kept) = OnDevice(inputs);
        using DeviceData? passing = kept ? null : given;
        var features = new List<Tensor>();
        for (int start = 0; start < inputs.Count; start += Chunk)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope step = NewDisposeScope();
            features.Add(_network.Features(given.Inputs.narrow(0, start, Math.Min(Chunk, inputs.Count - start)), training: false).MoveToOuterDisposeScope());
        }

        Tensor all = cat(features, 0);
        Matrix logits = ToMatrix(_network.Logits(all), _plan.Classes);
        return new(ToMatrix(all, _plan.Features), logits, Loss(all, given.Labels).cpu().item<double>());
    }

    // Training and test set are moved once; anything else for this call alone.
    private (DeviceData Data, bool Kept) OnDevice(LabelledInputs inputs) =>
        ReferenceEquals(inputs, _data.Training) ? (_training, true)
        : ReferenceEquals(inputs, _data.Test) ? (_test ??= new(inputs, _type, _device), true)
        : (new(inputs, _type, _device), false);

    private static Matrix ToMatrix(Tensor rows, int columns) =>
        new((int)rows.shape[0], columns, rows.to(float64).cpu().contiguous().data<double>().ToArray());

    private bool Reaches(ParameterPlan array) => array.Role switch
    {
        ParameterRole.Classifier => _loss.UsesLogits || _loss.UsesClassifier,
        ParameterRole.HeadBias => _loss.UsesLogits,
        _ => true,
    };

    private double[] Vector(StateReader reader, string prefix) => _arrays.Block.Fill(i => Take(reader, prefix + _arrays.Block.Arrays[i].Name, _arrays.Block.Arrays[i]));

    private double[] Take(StateReader reader, string name, ParameterPlan plan) => _type == float64
        ? reader.Take<double>(name, plan.Shape)
        : [.. reader.Take<float>(name, plan.Shape).Select(x => (double)x)];
}
