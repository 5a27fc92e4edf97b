using System.Runtime.ExceptionServices;
using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// One pass over samples by all threads. Each in turn reads the next block, computes with it beside the others, and gathers:
/// blocks are read one at a time and gathered in their order, so results do not depend on the number of threads. No thread
/// waits for one that has not begun.
/// </summary>
internal sealed class OrderedPass<TBlock> : IDisposable
    where TBlock : SampleBlock
{
    private readonly FeatureSet _set;
    private readonly ClassIndex _index;
    private readonly Action<TBlock> _gather;
    private readonly CancellationToken _cancellation;
    private readonly FeatureCursor _features;
    private readonly LabelCursor _labels;
    private readonly Lock _reading = new();
    private readonly object _gathering = new();
    private readonly Stack<TBlock> _free;
    private readonly Dictionary<long, TBlock> _done = [];
    private long _position;
    private long _blocks;
    private long _gathered;
    private bool _ended;
    private ExceptionDispatchInfo? _failure;

    private OrderedPass(FeatureSet set, ClassIndex index, Stack<TBlock> free, Action<TBlock> gather, CancellationToken cancellation)
    {
        (_set, _index, _free, _gather, _cancellation) = (set, index, free, gather, cancellation);
        (_features, _labels) = (set.Features.Open(), set.Labels.Open());
    }

    /// <summary>Reads all samples of a set.</summary>
    /// <param name="set">The samples.</param>
    /// <param name="index">Their classes.</param>
    /// <param name="make">Makes an empty block of up to so many rows.</param>
    /// <param name="gather">Takes what a block has computed; one block at a time, in order.</param>
    /// <param name="progress">Told the samples done with.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    public static void Run(FeatureSet set, ClassIndex index, Func<int, TBlock> make, Action<TBlock> gather, Action<long>? progress, CancellationToken cancellation)
    {
        int rows = (int)Math.Min(BlockPass.SharedRows(set.Dimension), set.Samples);
        int threads = (int)Math.Min(Parallelism.Degree, (set.Samples + rows - 1) / rows);
        var free = new Stack<TBlock>(Enumerable.Range(0, threads == 1 ? 1 : 2 * threads).Select(_ => make(rows)));
        using OrderedPass<TBlock> pass = new(set, index, free, block => Take(block, gather, progress), cancellation);
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => Parallelism.Alone(pass.Work));
        pass._failure?.Throw();
        if (pass._position != set.Samples)
        {
            throw new MeasureException($"{set.Features.Name} gave {pass._position} of {set.Samples} samples; it changed while it was read.");
        }
    }

    public void Dispose()
    {
        _features.Dispose();
        _labels.Dispose();
    }

    private static void Take(TBlock block, Action<TBlock> gather, Action<long>? progress)
    {
        gather(block);
        progress?.Invoke(block.Count);
    }

    private void Work()
    {
        try
        {
            while (NextFree() is { } block)
            {
                if (!Read(block))
                {
                    return;
                }

                block.Compute();
                Gather(block);
            }
        }
#pragma warning disable CA1031 // Whatever it was, the caller is told of it, and no other thread may wait for this one.
        catch (Exception e)
#pragma warning restore CA1031
        {
            lock (_gathering)
            {
                _failure ??= ExceptionDispatchInfo.Capture(e);
                Monitor.PulseAll(_gathering);
            }
        }
    }

    // A block to fill; null when another thread has failed. All are taken only while another thread works on one.
    private TBlock? NextFree()
    {
        lock (_gathering)
        {
            while (_free.Count == 0 && _failure is null)
            {
                Monitor.Wait(_gathering);
            }

            return _failure is null ? _free.Pop() : null;
        }
    }

    private bool Read(TBlock block)
    {
        lock (_reading)
        {
            _cancellation.ThrowIfCancellationRequested();
            _ended = _ended || !block.Read(_features, _labels, _index, _set, _position, _blocks);
            if (!_ended)
            {
                _position += block.Count;
                _blocks++;
                return true;
            }
        }

        Free(block);
        return false;
    }

    private void Free(TBlock block)
    {
        lock (_gathering)
        {
            _free.Push(block);
            Monitor.PulseAll(_gathering);
        }
    }

    private void Gather(TBlock block)
    {
        lock (_gathering)
        {
            _done.Add(block.Number, block);
            while (_done.Remove(_gathered, out TBlock? next))
            {
                _gather(next);
                _gathered++;
                _free.Push(next);
            }

            Monitor.PulseAll(_gathering);
        }
    }
}
