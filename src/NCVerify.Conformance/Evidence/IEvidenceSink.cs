namespace NCVerify.Conformance;

/// <summary>Where evidence goes as it is produced. Thread-safe.</summary>
public interface IEvidenceSink
{
    /// <summary>Takes one record; a file writer flushes it before returning.</summary>
    void Write(EvidenceRecord record);
}

/// <summary>Keeps evidence in memory, for tests and fault injection.</summary>
public sealed class MemoryEvidence : IEvidenceSink
{
    private readonly Lock _lock = new();
    private readonly List<EvidenceRecord> _records = [];

    /// <summary>A copy of what was written so far.</summary>
    public IReadOnlyList<EvidenceRecord> Records
    {
        get
        {
            lock (_lock)
            {
                return [.. _records];
            }
        }
    }

    /// <inheritdoc/>
    public void Write(EvidenceRecord record)
    {
        lock (_lock)
        {
            _records.Add(record);
        }
    }
}
