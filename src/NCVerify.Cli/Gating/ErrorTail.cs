using System.Text;

namespace NCVerify.Cli.Gating;

/// <summary>Drains standard error, so that a solver that talks much does not block, and keeps the last of it for messages.</summary>
internal sealed class ErrorTail
{
    private const int Kept = 2048;
    private readonly Lock _lock = new();
    private readonly byte[] _ring = new byte[Kept];
    private long _total;

    /// <summary>Starts draining; ends with the stream.</summary>
    public ErrorTail(Stream stream) => _ = Task.Run(() => DrainAsync(stream), CancellationToken.None);

    /// <summary>The last line that was not empty, made harmless and short; empty when there was none.</summary>
    public string LastLine
    {
        get
        {
            lock (_lock)
            {
                int count = (int)Math.Min(_total, Kept);
                byte[] bytes = [.. Enumerable.Range(0, count).Select(i => _ring[(_total - count + i) % Kept])];
                string line = Encoding.UTF8.GetString(bytes).Split('\n').Select(l => l.Trim()).LastOrDefault(l => l.Length > 0) ?? "";
                return string.Concat((line.Length > 200 ? string.Concat(line.AsSpan(0, 200), "...") : line).Select(c => char.IsControl(c) ? '?' : c));
            }
        }
    }

    private async Task DrainAsync(Stream stream)
    {
        byte[] block = new byte[64 << 10];
        try
        {
            for (int n = await stream.ReadAsync(block); n > 0; n = await stream.ReadAsync(block))
            {
                lock (_lock)
                {
                    for (int i = Math.Max(0, n - Kept); i < n; i++)
                    {
                        _ring[(_total + i) % Kept] = block[i];
                    }

                    _total += n;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process was ended; what it had to say has been read.
        }
    }
}
