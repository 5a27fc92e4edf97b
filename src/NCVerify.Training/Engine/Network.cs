using System.Numerics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Body and head at work, with the objective of a batch and its gradient.</summary>
internal sealed class Network<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Chain<T> _body;
    private readonly Chain<T> _head;
    private readonly Loss _loss;
    private readonly LossBatch _batch;
    private readonly Parameter<T>? _classifier;
    private readonly double _featurePenalty;
    private T[] _forLogits = [];
    private T[] _forFeatures = [];

    public Network(NetworkPlan plan, Loss loss, double featurePenalty, ulong seed)
    {
        var factory = new LayerFactory<T>(plan, seed);
        (Plan, _loss, _featurePenalty) = (plan, loss, featurePenalty);
        (_body, _head, _batch) = (factory.Body(), factory.Head(), new(plan.Classes, plan.Features));
        Arrays = [.. _body.Parameters, .. _head.Parameters];
        Trained = [.. Arrays.Where(p => p.IsTrained)];
        HeadLayers = [.. Arrays.Where(p => p.Plan.Role is ParameterRole.Classifier or ParameterRole.FixedClassifier)];
        _classifier = loss.Arguments.HasFlag(LossArguments.Classifier) ? HeadLayers[0] : null;
    }

    public NetworkPlan Plan { get; }

    /// <summary>All arrays in the network's order.</summary>
    public IReadOnlyList<Parameter<T>> Arrays { get; }

    /// <summary>The arrays that are trained.</summary>
    public IReadOnlyList<Parameter<T>> Trained { get; }

    /// <summary>Linear layers of the head, nearest the features first.</summary>
    public IReadOnlyList<Parameter<T>> HeadLayers { get; }

    /// <summary>Makes room for batches of up to <paramref name="count"/> samples.</summary>
    public void Reserve(int count)
    {
        _body.Reserve(count);
        _head.Reserve(count);
        _forLogits = _forLogits.Length >= count * Plan.Classes ? _forLogits : new T[count * Plan.Classes];
        _forFeatures = _forFeatures.Length >= count * Plan.Features ? _forFeatures : new T[count * Plan.Features];
    }

    /// <summary>
    /// Loss of a batch, and its penalty on features; writes all gradients (those of the penalties on parameters are the
    /// optimiser's).
    /// </summary>
    /// <param name="x">Inputs.</param>
    /// <param name="labels">Classes, one for each sample.</param>
    /// <param name="progress">t/T.</param>
    /// <param name="share">Training samples over samples of the batch: what the feature penalty of the batch stands for.</param>
    public (double Loss, double Penalty) Differentiate(ReadOnlySpan<T> x, ReadOnlySpan<int> labels, double progress, double share)
    {
        int count = labels.Length;
        ReadOnlySpan<T> features = _body.Forward(x, count, training: true), logits = _head.Forward(features, count, training: true);
        Fill(features, logits, labels, progress);
        double loss = _loss.Evaluate(_batch);
        Span<T> forFeatures = _forFeatures.AsSpan(0, features.Length);
        if (_loss.Arguments.HasFlag(LossArguments.Logits))
        {
            Span<T> forLogits = _forLogits.AsSpan(0, logits.Length);
            Convert<double, T>(_batch.ForLogits, forLogits);
            _head.Backward(features, forLogits, forFeatures, count);
        }
        else
        {
            forFeatures.Clear();
        }

        if (_loss.Arguments.HasFlag(LossArguments.Features))
        {
            AddConverted(1, _batch.ForFeatures, forFeatures);
        }

        if (_classifier is { IsTrained: true })
        {
            Convert<double, T>(_batch.ForClassifier, _classifier.Gradient);
        }

        double penalty = PenaliseFeatures(features, forFeatures, share);
        _body.Backward(x, forFeatures, [], count);
        return (loss, penalty);
    }

    /// <summary>Features and logits in evaluation mode; both stand until the next call.</summary>
    public void Evaluate(ReadOnlySpan<T> x, int count, Span<double> features, Span<double> logits)
    {
        ReadOnlySpan<T> h = _body.Forward(x, count, training: false);
        Convert(h, features);
        Convert(_head.Forward(h, count, training: false), logits);
    }

    /// <summary>Loss of samples as one batch, from their features and logits.</summary>
    public double Loss(ReadOnlySpan<double> features, ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, double progress)
    {
        var batch = new LossBatch(Plan.Classes, Plan.Features) { Progress = progress };
        batch.Resize(labels.Length, _loss.Arguments, gradients: false);
        labels.CopyTo(batch.Labels);
        logits.CopyTo(batch.Logits);
        if (_loss.Arguments.HasFlag(LossArguments.Features))
        {
            features.CopyTo(batch.Features);
        }

        FillClassifier(batch);
        return _loss.Evaluate(batch);
    }

    private void Fill(ReadOnlySpan<T> features, ReadOnlySpan<T> logits, ReadOnlySpan<int> labels, double progress)
    {
        _batch.Resize(labels.Length, _loss.Arguments, gradients: true);
        _batch.Progress = progress;
        labels.CopyTo(_batch.Labels);
        Convert(logits, _batch.Logits);
        if (_loss.Arguments.HasFlag(LossArguments.Features))
        {
            Convert(features, _batch.Features);
        }

        FillClassifier(_batch);
    }

    private void FillClassifier(LossBatch batch)
    {
        if (_classifier is not null)
        {
            Convert<T, double>(_classifier.Values, batch.Classifier);
        }
    }

    private double PenaliseFeatures(ReadOnlySpan<T> features, Span<T> forFeatures, double share)
    {
        if (_featurePenalty == 0)
        {
            return 0;
        }

        double lambda = share * _featurePenalty;
        AddConverted(lambda, features, forFeatures);
        return lambda / 2 * Reductions.SumOfSquares(features);
    }

    private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> from, Span<TTo> to)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = TTo.CreateTruncating(from[i]);
        }
    }

    private static void AddConverted<TFrom>(double factor, ReadOnlySpan<TFrom> from, Span<T> to)
        where TFrom : unmanaged, INumberBase<TFrom>
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = T.CreateTruncating(double.CreateTruncating(to[i]) + (factor * double.CreateTruncating(from[i])));
        }
    }
}
