using System.Text.Json;
using NCVerify.Metrics;

namespace NCVerify.Training;

/// <summary>
/// Checkpoints: .npz files with the engine's state, one array each, and an array "checkpoint" with JSON in UTF-8 that says
/// whose state it is and holds the records so far. Written completely or not at all.
/// </summary>
internal static class CheckpointFile
{
    private const int Format = 1;
    private const string HeaderName = "checkpoint";
    private const string Prefix = "state/";

    // Fields that are null are not written.
    private static readonly JsonSerializerOptions Options = new(ExperimentFile.Options) { RespectRequiredConstructorParameters = false };

    /// <summary>Writes a state of a run.</summary>
    public static void Write(string path, SessionIdentity identity, SessionState state)
    {
        var header = new Header(Format, identity, state.Epoch, state.Seconds, state.TerminalPhase, state.Objective, state.Records);
        NpzFile.Write(path, state.Arrays
            .Select(a => new NpzArray(Prefix + a.Name, a.Shape, a.Values))
            .Prepend(NpzArray.Text(HeaderName, JsonSerializer.Serialize(header, Options))));
    }

    /// <summary>Epochs trained and epochs in all.</summary>
    /// <exception cref="ExperimentException">The file is damaged, or no checkpoint.</exception>
    public static (int Epoch, int Epochs) Place(string path)
    {
        Header header = Parse(path, Arrays(path).FirstOrDefault(a => string.Equals(a.Name, HeaderName, StringComparison.Ordinal)));
        return (header.Epoch, ExperimentFile.Parse(header.Run.Experiment).Epochs);
    }

    /// <summary>Reads a state of the same run.</summary>
    /// <exception cref="ExperimentException">The file is damaged, no checkpoint, or of another run.</exception>
    public static SessionState Read(string path, SessionIdentity expected)
    {
        IReadOnlyList<NpzArray> arrays = Arrays(path);
        Header header = Parse(path, arrays.FirstOrDefault(a => string.Equals(a.Name, HeaderName, StringComparison.Ordinal)));
        if (header.Run.Differs(expected) is { } difference)
        {
            throw new ExperimentException($"{path}: this checkpoint is of another run: {difference}. Name another folder, or start anew without --resume.");
        }

        return new(
            header.Epoch,
            header.Seconds,
            header.TerminalPhase,
            header.Objective,
            header.Records,
            [.. arrays.Where(a => a.Name.StartsWith(Prefix, StringComparison.Ordinal)).Select(a => new NamedArray(a.Name[Prefix.Length..], a.Shape, a.Values))]);
    }

    private static IReadOnlyList<NpzArray> Arrays(string path)
    {
        try
        {
            return NpzFile.Read(path);
        }
        catch (FeatureFileException e)
        {
            throw new ExperimentException($"{path}: the checkpoint cannot be used: {e.Problem}. Start anew without --resume.", e);
        }
    }

    private static Header Parse(string path, NpzArray? text)
    {
        try
        {
            Header? header = text is null ? null : JsonSerializer.Deserialize<Header>(text.AsText(), Options);
            return header is { Format: Format, Run: not null, Records.Count: > 0, Epoch: >= 0 }
                ? header
                : throw new ExperimentException($"{path}: this is no checkpoint of this version. Start anew without --resume.");
        }
        catch (JsonException e)
        {
            throw new ExperimentException($"{path}: the checkpoint cannot be used: {e.Message} Start anew without --resume.", e);
        }
    }

    private sealed record Header(int Format, SessionIdentity Run, int Epoch, double Seconds, int? TerminalPhase, double? Objective, IReadOnlyList<EpochRecord> Records);
}
