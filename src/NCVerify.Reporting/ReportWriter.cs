using System.Text;
using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>Writes the report: a static site that depends on the evidence alone, to the byte.</summary>
public static class ReportWriter
{
    internal const string Marker = "Written by NCVerify; replaced as a whole by the next report.";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Writes the pages, evidence.jsonl, every <see cref="ExportFormat"/>, the crate and the folders claims and data into <paramref name="directory"/>.
    /// Everything is made beside it and moved into place, so that a crash leaves the old report or the new one; other
    /// files in the folder are left alone. Code coverage is shown where it lies in the folder "coverage" beside the report's.
    /// </summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="directory">Folder of the report.</param>
    /// <param name="compress">Whether the evidence in the folder is compressed with gzip; compressed evidence stays so.</param>
    /// <param name="formats">Names of the <see cref="ExportFormat"/>s to write; null for all.</param>
    /// <returns>The path of index.html.</returns>
    /// <exception cref="IOException">The folder has a folder "claims" or "data" that NCVerify did not write.</exception>
    public static string Write(Evidence evidence, string directory, bool compress = false, IReadOnlyCollection<string>? formats = null)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        string target = Path.GetFullPath(directory);
        CheckIsOurs(target);
        string work = target.TrimEnd(Path.DirectorySeparatorChar) + ".writing-" + Environment.ProcessId.ToString(Numerics.Exact.Culture);
        try
        {
            Directory.CreateDirectory(work);
            var model = ReportModel.Of(evidence, compress);
            foreach ((string file, string text) in Files(model, CoverageSummary.Beside(target), formats))
            {
                string path = Path.Combine(work, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text, Utf8);
            }

            WriteEvidence(evidence, Path.Combine(work, model.EvidenceFile), compress);
            WriteCrate(model, work);
            Swap(work, target);
        }
        finally
        {
            if (Directory.Exists(work))
            {
                Directory.Delete(work, recursive: true);
            }
        }

        return Path.Combine(target, "index.html");
    }

    /// <summary>Refuses a folder whose parts would be replaced although something else wrote them.</summary>
    /// <exception cref="IOException">It has a folder of a name that a report uses, without the report's mark.</exception>
    internal static void CheckIsOurs(string target)
    {
        foreach (string folder in SitePaths.Folders.Select(f => Path.Combine(target, f)).Where(Directory.Exists))
        {
            string marker = Path.Combine(folder, "README.txt");
            if (!File.Exists(marker) || !File.ReadAllText(marker).StartsWith(Marker, StringComparison.Ordinal))
            {
                throw new IOException($"{folder} exists and was not written by NCVerify; name another folder for the report.");
            }
        }
    }

    private static IEnumerable<(string File, string Text)> Files(ReportModel model, CoverageSummary? coverage, IReadOnlyCollection<string>? formats)
    {
        var run = RunExport.Of(model);
        foreach (ExportFormat format in ExportFormat.All.Where(f => formats is null || formats.Contains(f.Name, StringComparer.Ordinal)))
        {
            yield return (format.File, format.Write(run));
        }

        foreach ((string File, string Text) file in ReportSite.Files(model, coverage))
        {
            yield return file;
        }
    }

    private static void WriteEvidence(Evidence evidence, string path, bool compress)
    {
        byte[] bytes = evidence.Path is not null ? File.ReadAllBytes(evidence.Path) : Utf8.GetBytes(string.Concat(evidence.Records.Select(r => EvidenceJson.Line(r) + "\n")));
        File.WriteAllBytes(path, compress && !evidence.Compressed ? EvidenceStream.Compress(bytes) : bytes);
    }

    // Last, since it describes what lies beside it.
    private static void WriteCrate(ReportModel model, string work)
    {
        string[] beside = [.. Directory.EnumerateFileSystemEntries(work).Select(e => Path.GetFileName(e) + (Directory.Exists(e) ? "/" : "")).Order(StringComparer.Ordinal)];
        File.WriteAllText(Path.Combine(work, RoCrateExport.File), RoCrateExport.Write(RunExport.Of(model), beside), Utf8);
    }

    internal static void Swap(string work, string target)
    {
        Directory.CreateDirectory(target);
        foreach (string folder in SitePaths.Folders)
        {
            string old = Path.Combine(target, folder), made = Path.Combine(work, folder);
            if (Directory.Exists(old))
            {
                Directory.Move(old, Path.Combine(work, "replaced-" + folder));
            }

            if (Directory.Exists(made))
            {
                Directory.Move(made, old);
            }
        }

        // Of the evidence one form alone, else a reader would not know which is that of the pages.
        foreach (string other in (string[])[SitePaths.Evidence, SitePaths.CompressedEvidence])
        {
            if (File.Exists(Path.Combine(work, SitePaths.Evidence)) != File.Exists(Path.Combine(work, SitePaths.CompressedEvidence)) && !File.Exists(Path.Combine(work, other)))
            {
                File.Delete(Path.Combine(target, other));
            }
        }

        // The page last: it links to the rest.
        foreach (string file in Directory.EnumerateFiles(work).OrderBy(f => Path.GetFileName(f) == "index.html" ? 1 : 0).ThenBy(f => f, StringComparer.Ordinal))
        {
            File.Move(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }
    }
}
