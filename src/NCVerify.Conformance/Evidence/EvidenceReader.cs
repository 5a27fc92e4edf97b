using System.Text;
using NCVerify.Numerics;

namespace NCVerify.Conformance;

/// <summary>Reads evidence files.</summary>
public static class EvidenceReader
{
    /// <summary>Longest line that is read, in bytes: a declared or accidental giant is refused before it is held in memory twice.</summary>
    public const int LongestLine = 64 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads an evidence file, plain or compressed with gzip. A last line that was cut off is left out, and said so in <see cref="Evidence.Warnings"/>.</summary>
    /// <exception cref="EvidenceException">The file is absent, has no header, or a line is malformed; the message begins with file and line.</exception>
    public static Evidence Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new EvidenceException($"{path}: there is no such evidence file. A run writes it; see 'ncverify run'.");
        }

        List<EvidenceRecord> records = [];
        List<string> warnings = [];
        bool cut = false;
        int line = 0;
        foreach ((byte[] bytes, bool ended) in Lines(path))
        {
            line++;
            try
            {
                string text = Strict.GetString(bytes).Trim('\uFEFF', '\r', ' ');
                if (text.Length > 0)
                {
                    Add(records, EvidenceJson.Parse(text));
                }
            }
            catch (Exception e) when (!ended && line > 1 && e is EvidenceException or DecoderFallbackException)
            {
                cut = true;
                warnings.Add($"Line {Text(line)} is cut off and was left out: the run ended while it was written.");
            }
            catch (Exception e) when (e is EvidenceException or DecoderFallbackException)
            {
                throw new EvidenceException($"{path}:{Text(line)}: {e.Message}", e);
            }
        }

        if (records.Count == 0)
        {
            throw new EvidenceException($"{path}:1: the file is empty; evidence starts with a header line.");
        }

        return Evidence.Read(path, records, IsComplete(records, cut, warnings), warnings, EvidenceStream.IsCompressed(path));
    }

    private static void Add(List<EvidenceRecord> records, EvidenceRecord record)
    {
        if (record is RunHeader != (records.Count == 0))
        {
            throw new EvidenceException(records.Count == 0 ? "the first line must be the header (\"kind\":\"header\")." : "a second header; each run has a file of its own.");
        }

        if (records.Count > 0 && records[^1] is RunFooter)
        {
            throw new EvidenceException("a record after the footer.");
        }

        records.Add(record);
    }

    private static bool IsComplete(List<EvidenceRecord> records, bool cut, List<string> warnings)
    {
        if (records[^1] is not RunFooter footer)
        {
            warnings.Add("There is no footer: the run was cut off, and what it would have recorded next is missing.");
            return false;
        }

        if (footer.Records != records.Count - 1)
        {
            warnings.Add($"The footer counts {Text(footer.Records)} records before it; the file has {Text(records.Count - 1)}. Lines were lost or added.");
            return false;
        }

        return !cut;
    }

    // By bytes, so that a line cut in the middle of a character is told from a malformed one.
    private static IEnumerable<(byte[] Bytes, bool Ended)> Lines(string path)
    {
        using Stream stream = EvidenceStream.Open(path);
        using MemoryStream line = new();
        byte[] block = new byte[64 * 1024];
        int read;
        while ((read = stream.Read(block)) > 0)
        {
            int start = 0;
            for (int end = Array.IndexOf(block, (byte)'\n', 0, read); end >= 0; end = Array.IndexOf(block, (byte)'\n', start, read - start))
            {
                line.Write(block, start, end - start);
                yield return (line.ToArray(), true);
                line.SetLength(0);
                start = end + 1;
            }

            line.Write(block, start, read - start);
            if (line.Length > LongestLine)
            {
                throw new EvidenceException($"{path}: a line is longer than {Text(LongestLine)} bytes; this is not an evidence file.");
            }
        }

        if (line.Length > 0)
        {
            yield return (line.ToArray(), false);
        }
    }

    private static string Text(int number) => number.ToString(Exact.Culture);
}
