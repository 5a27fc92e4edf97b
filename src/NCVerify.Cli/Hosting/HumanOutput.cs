using Spectre.Console;

namespace NCVerify.Cli;

/// <summary>Output for people: tables and text; colour only on a terminal that wants it (NO_COLOR is honoured).</summary>
internal sealed class HumanOutput
{
    // Wide enough for one line per claim where nobody has a window, as in a file or a pipe.
    private const int WidthWithoutTerminal = 140;

    private readonly IAnsiConsole _console;

    public HumanOutput(TextWriter output)
    {
        bool terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        bool colour = terminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = colour ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!terminal)
        {
            _console.Profile.Width = WidthWithoutTerminal;
        }
    }

    /// <summary>A table with a title row; every cell is plain text.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (string column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        }

        foreach (IReadOnlyList<string> row in rows)
        {
            table.AddRow([.. row.Select(cell => (Spectre.Console.Rendering.IRenderable)new Text(cell))]);
        }

        _console.Write(table);
    }

    /// <summary>Names and values in two columns.</summary>
    public void Pairs(IReadOnlyList<(string Name, string Value)> pairs)
    {
        int width = pairs.Max(p => p.Name.Length);
        foreach ((string name, string value) in pairs)
        {
            Line($"  {name.PadRight(width)}  {value}");
        }
    }

    /// <summary>A heading.</summary>
    public void Heading(string text) => _console.Write(new Text(text + Environment.NewLine, new Style(decoration: Decoration.Bold)));

    /// <summary>A line, wrapped at the width of the terminal.</summary>
    public void Line(string text = "") => _console.Write(new Text(text + Environment.NewLine));
}
