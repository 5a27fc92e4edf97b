using System.Diagnostics;

namespace NCVerify.Training;

/// <summary>
/// Runs an experiment from its first epoch to its last, records metrics on the way, and keeps checkpoints from which it
/// goes on to the same bits and the same records.
/// </summary>
public static class TrainingSession
{
    /// <summary>Trains, records and returns what came out. An interrupt ends it after the present batch, at the last complete epoch.</summary>
    /// <param name="experiment">What to run.</param>
    /// <param name="engine">What trains.</param>
    /// <param name="data">The experiment's data.</param>
    /// <param name="seed">Decides initial weights and batches.</param>
    /// <param name="options">Checkpoints.</param>
    /// <param name="progress">Told how far it is: within epochs, after each, and after each record.</param>
    /// <param name="cancellation">Asks for an early end; the result then says <see cref="TrainingResult.Interrupted"/>.</param>
    /// <exception cref="ExperimentException">The experiment asks for what the engine has not, shapes do not fit, or a checkpoint is of another run.</exception>
    /// <exception cref="DivergedException">A number is not finite. A checkpoint from before stays.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written.</exception>
    public static TrainingResult Run(Experiment experiment, ITrainingEngine engine, TrainingData data, ulong seed, SessionOptions? options = null, IProgress<SessionProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new();
        var identity = SessionIdentity.Of(experiment, engine, data, seed);
        SessionState? start = options is { Resume: true, Checkpoint: { } path } && File.Exists(path) ? CheckpointFile.Read(path, identity) : null;
        using ITrainingRun run = engine.Start(experiment, data, seed);
        if (start is not null)
        {
            run.Restore(start.Epoch, start.Arrays);
        }

        var course = new Course(experiment, run, data, new Keeper(options, identity), progress, start, options.Checkpoint is not null || cancellation.CanBeCanceled);
        try
        {
            course.Follow(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && course.State is not null)
        {
            run.Restore(course.State.Epoch, course.State.Arrays);
        }

        course.Keep();
        return Result(experiment, engine, data, seed, run, course);
    }

    private static TrainingResult Result(Experiment experiment, ITrainingEngine engine, TrainingData data, ulong seed, ITrainingRun run, Course course) => new()
    {
        Experiment = experiment,
        Engine = engine.Name,
        EngineDescription = engine.Description,
        Seed = seed,
        DataDigest = data.Digest,
        Files = data.Files,
        ClassSizes = data.ClassSizes,
        Epochs = run.Epoch,
        Digest = WeightsDigest.Of(run.Parameters(), experiment.Precision),
        Records = course.State!.Records,
        TerminalPhase = course.State.TerminalPhase,
        Final = TrainedNetwork.Of(run, run.Extract(data.Training, CancellationToken.None), data.Training),
        Seconds = course.State.Seconds,
    };

    /// <summary>One run on its way. After every complete epoch it holds all that is needed to go on from there.</summary>
    private sealed class Course(Experiment experiment, ITrainingRun run, TrainingData data, Keeper keeper, IProgress<SessionProgress>? progress, SessionState? start, bool restorable)
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private readonly double _before = start?.Seconds ?? 0;
        private readonly int _from = start?.Epoch ?? 0;
        private readonly HashSet<int> _recorded = [.. RecordedEpochs.Of(experiment.Record, experiment.Epochs)];
        private readonly Recorder _recorder = new(run, data);
        private readonly List<EpochRecord> _records = [.. start?.Records ?? []];
        private int? _terminal = start?.TerminalPhase;

        public SessionState? State { get; private set; } = start;

        private double Seconds => _before + _watch.Elapsed.TotalSeconds;

        public void Follow(CancellationToken cancellation)
        {
            if (State is null)
            {
                Look(null, cancellation);
            }

            while (run.Epoch < experiment.Epochs)
            {
                cancellation.ThrowIfCancellationRequested();
                IProgress<double>? within = progress is null ? null : new Within(fraction => Tell(fraction, State!.Objective, null));
                EpochOutcome outcome = run.Train(within, cancellation);
                Look(outcome.Objective, cancellation);
                keeper.KeepIfDue(State!);
            }
        }

        public void Keep()
        {
            if (State is { } state)
            {
                keeper.Keep(state);
            }
        }

        // Until the first epoch with zero error accuracy must be known after each; from then on at recorded epochs alone.
        private void Look(double? objective, CancellationToken cancellation)
        {
            EpochRecord? record = null;
            if (_terminal is null || _recorded.Contains(run.Epoch))
            {
                Extraction extraction = run.Extract(data.Training, cancellation);
                bool first = _terminal is null && Accuracy.Of(extraction.Logits, data.Training.Labels, data.Classes).Overall == 1;
                if (first || _recorded.Contains(run.Epoch))
                {
                    record = _recorder.Record(objective, extraction, () => Seconds, cancellation);
                    _records.Add(record);
                    _terminal ??= first ? run.Epoch : null;
                }
            }

            State = new(run.Epoch, Seconds, _terminal, objective, [.. _records], restorable ? [.. run.State().Select(a => a with { Values = [.. a.Values] })] : []);
            Tell(0, objective, record);
        }

        private void Tell(double fraction, double? objective, EpochRecord? record)
        {
            double done = run.Epoch + fraction - _from, left = experiment.Epochs - run.Epoch - fraction;
            double? remaining = done > 0 ? _watch.Elapsed.TotalSeconds / done * left : null;
            progress?.Report(new(run.Epoch, experiment.Epochs, fraction, objective, Seconds, remaining, record));
        }
    }

    /// <summary>Tells at once, on the thread that trains.</summary>
    private sealed class Within(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }

    /// <summary>Writes checkpoints when they are due.</summary>
    private sealed class Keeper(SessionOptions options, SessionIdentity identity)
    {
        private readonly Stopwatch _since = Stopwatch.StartNew();
        private int? _epoch;

        public void KeepIfDue(SessionState state)
        {
            bool due = _since.Elapsed.TotalSeconds >= options.CheckpointSeconds || (options.CheckpointEpochs > 0 && state.Epoch % options.CheckpointEpochs == 0);
            if (due)
            {
                Keep(state);
            }
        }

        public void Keep(SessionState state)
        {
            if (options.Checkpoint is { } path && _epoch != state.Epoch)
            {
                CheckpointFile.Write(path, identity, state);
                _epoch = state.Epoch;
                _since.Restart();
            }
        }
    }
}
