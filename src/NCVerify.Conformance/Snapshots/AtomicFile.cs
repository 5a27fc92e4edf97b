namespace NCVerify.Conformance;

/// <summary>Writes files so that a crash leaves either the old file or the new one.</summary>
public static class AtomicFile
{
    /// <summary>Writes UTF-8 text (no byte-order mark) to a temporary name beside <paramref name="path"/> and moves it there.</summary>
    public static void WriteText(string path, string text)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string temporary = $"{full}.{Guid.NewGuid():n}.tmp";
        try
        {
            File.WriteAllText(temporary, text);
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
