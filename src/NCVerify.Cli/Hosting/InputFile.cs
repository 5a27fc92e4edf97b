using System.Text;
using System.Text.Json;
using NCVerify.Numerics;

namespace NCVerify.Cli;

/// <summary>Reads input files; every refusal names the file, the place in it and what is expected.</summary>
internal static class InputFile
{
    private const long Largest = 256L << 20;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file in UTF-8; "-" is standard input.</summary>
    public static string ReadText(string path)
    {
        if (path == "-")
        {
            return Console.In.ReadToEnd();
        }

        if (Directory.Exists(path))
        {
            throw new CliException($"{path}: this is a directory; a file is expected.");
        }

        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new CliException($"{path}: there is no such file.");
        }

        if (file.Length > Largest)
        {
            throw new CliException($"{path}: {file.Length.ToString(Exact.Culture)} bytes; at most {Largest.ToString(Exact.Culture)} are read.");
        }

        try
        {
            return Strict.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new CliException($"{path}: not UTF-8 text (byte {e.Index.ToString(Exact.Culture)}).");
        }
    }

    /// <summary>Parses a JSON file; the caller disposes of the document.</summary>
    public static JsonDocument ReadJson(string path)
    {
        string text = ReadText(path);
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw new CliException($"{Place(path, e)}: not valid JSON: {Bare(e.Message)}");
        }
    }

    // People count lines and columns from one.
    private static string Place(string path, JsonException e) => e.LineNumber is { } line && e.BytePositionInLine is { } column
        ? FormattableString.Invariant($"{path}:{line + 1}:{column + 1}")
        : path;

    private static string Bare(string message) => message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0];
}
