using System.Diagnostics;
using System.Text;

namespace NCVerify.Conformance;

/// <summary>
/// Writes evidence line by line as it is produced. Each line is handed to the operating system before
/// <see cref="Write"/> returns, so a killed run keeps what it had; without the footer of <see cref="Complete"/> a reader
/// knows that the run was cut off.
/// </summary>
public sealed class EvidenceFile : IEvidenceSink, IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _stream;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _records;
    private bool _closed;

    /// <summary>Starts a new file at <paramref name="path"/>, replacing an older one; creates its folder.</summary>
    public EvidenceFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FilePath = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);

        // No buffer: a line is one write to the operating system.
        _stream = new FileStream(FilePath, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>The file, as an absolute path.</summary>
    public string FilePath { get; }

    /// <summary>Writes one record; the first must be a <see cref="RunHeader"/>, and the footer is written by <see cref="Complete"/>.</summary>
    /// <exception cref="EvidenceException">The record is out of place or breaks a rule of the format.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public void Write(EvidenceRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        EvidenceRules.Check(record);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (record is RunHeader != (_records == 0) || record is RunFooter)
            {
                throw new EvidenceException("An evidence file has one header, as its first record, and its footer is written by Complete.");
            }

            Append(record);
        }
    }

    /// <summary>Writes the footer and closes the file. A second call does nothing.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            Append(new RunFooter { Ended = WallClock.Text(WallClock.Now()), Seconds = _clock.Elapsed.TotalSeconds, Records = _records });
            Close();
        }
    }

    /// <summary>Closes the file without a footer: the run was interrupted, and the file must say so.</summary>
    public void Abandon()
    {
        lock (_lock)
        {
            Close();
        }
    }

    /// <summary><see cref="Complete"/>.</summary>
    public void Dispose() => Complete();

    private void Append(EvidenceRecord record)
    {
        _stream.Write(Encoding.UTF8.GetBytes(EvidenceJson.Line(record) + "\n"));
        _records++;
    }

    private void Close()
    {
        _closed = true;
        _stream.Dispose();
    }
}
