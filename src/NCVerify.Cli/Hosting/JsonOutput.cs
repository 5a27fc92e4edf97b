using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NCVerify.Cli;

/// <summary>Writes one JSON document: indented, line feeds only, numbers round-trip exact.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the whole document at once, so that a failure while it is composed leaves nothing behind.</summary>
    public static void Write(TextWriter output, Action<Utf8JsonWriter> document)
    {
        output.Write(Text(document));
        output.Write('\n');
        output.Flush();
    }

    /// <summary>The document as text.</summary>
    public static string Text(Action<Utf8JsonWriter> document)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
        {
            document(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }
}
