using System.Text;
using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>Writes the report: a static site that depends on the evidence alone, to the byte.</summary>
public static class ReportWriter
{
    internal const string Marker = "Written by NCVerify; replaced as a whole by the next report.";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Writes index.html, evidence.jsonl, every <see cref="ExportFormat"/>, the crate and the folder data into <paramref name="directory"/>.
    /// Everything is made beside it and moved into place, so that a crash leaves the old report or the new one; other
    /// files in the folder are left alone.
    /// </summary>
    /// <returns>The path of index.html.</returns>
    /// <exception cref="IOException">The folder has a folder "data" that NCVerify did not write.</exception>
    public static string Write(Evidence evidence, string directory)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        string target = Path.GetFullPath(directory);
        string data = Path.Combine(target, DataFiles.Folder);
        if (Directory.Exists(data) && !IsOurs(data))
        {
            throw new IOException($"{data} exists and was not written by NCVerify; name another folder for the report.");
        }

        string work = target.TrimEnd(Path.DirectorySeparatorChar) + ".writing-" + Environment.ProcessId.ToString(Numerics.Exact.Culture);
        try
        {
            Directory.CreateDirectory(work);
            var model = ReportModel.Of(evidence);
            foreach ((string file, string text) in Files(model))
            {
                string path = Path.Combine(work, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text, Utf8);
            }

            WriteEvidence(evidence, Path.Combine(work, DataFiles.Evidence));
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

    internal static bool IsOurs(string data)
    {
        string marker = Path.Combine(data, "README.txt");
        return File.Exists(marker) && File.ReadAllText(marker).StartsWith(Marker, StringComparison.Ordinal);
    }

    private static IEnumerable<(string File, string Text)> Files(ReportModel model)
    {
        using ComponentRenderer renderer = new();
        yield return ("index.html", Page.Render(model, renderer));
        var run = RunExport.Of(model);
        foreach (ExportFormat format in ExportFormat.All)
        {
            yield return (format.File, format.Write(run));
        }

        yield return ($"{DataFiles.Folder}/README.txt", $"{Marker}\nOne folder per claim: claim.json (everything), comparisons.csv (measured against expected), figures as CSV, JSON and SVG.\nNumbers are exact; the page rounds them.\n");
        foreach (ClaimSection claim in model.Claims)
        {
            yield return (DataFiles.Claim(claim.Id), ClaimExports.ToJson(claim));
            yield return (DataFiles.Comparisons(claim.Id), ClaimExports.ToCsv(claim));
            foreach (Figure figure in claim.Figures)
            {
                yield return (DataFiles.Figure(claim.Id, figure.Id, "csv"), FigureExports.ToCsv(figure));
                yield return (DataFiles.Figure(claim.Id, figure.Id, "json"), FigureExports.ToJson(figure));
                yield return (DataFiles.Figure(claim.Id, figure.Id, "svg"), FigureExports.ToSvg(figure, renderer));
            }
        }
    }

    private static void WriteEvidence(Evidence evidence, string path)
    {
        if (evidence.Path is not null)
        {
            File.Copy(evidence.Path, path);
            return;
        }

        File.WriteAllText(path, string.Concat(evidence.Records.Select(r => EvidenceJson.Line(r) + "\n")), Utf8);
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
        string data = Path.Combine(target, DataFiles.Folder);
        if (Directory.Exists(data))
        {
            Directory.Move(data, Path.Combine(work, "replaced"));
        }

        Directory.Move(Path.Combine(work, DataFiles.Folder), data);

        // The page last: it links to the rest.
        foreach (string file in Directory.EnumerateFiles(work).OrderBy(f => Path.GetFileName(f) == "index.html" ? 1 : 0).ThenBy(f => f, StringComparer.Ordinal))
        {
            File.Move(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }
    }
}
