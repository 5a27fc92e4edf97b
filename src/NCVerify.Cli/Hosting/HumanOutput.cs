using Spectre.Console;

namespace NCVerify.Cli;

/// <summary>Output for people: tables and text; colour only on a terminal that wants it (NO_COLOR is honoured).</summary>
internal sealed class HumanOutput
{
    // Wide enough for one line per claim where nobody has a window, as in a file or a pipe.
    private const int WidthWithoutTerminal = 140;

    private readonly IAnsiConsole _console;
    private readonly TextWriter? _plain;

    /// <summary>Output to a writer, in colour only where that is a terminal.</summary>
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
            _plain = output;
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

        Render(table);
    }

    /// <summary>Names and values in two columns.</summary>
    public void Pairs(IReadOnlyList<(string Name, string Value)> pairs)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0) });
        foreach ((string name, string value) in pairs)
        {
            grid.AddRow(new Text(name), new Text(value));
        }

        Render(grid);
    }

    /// <summary>A heading.</summary>
    public void Heading(string text) => _console.Write(new Text(text + Environment.NewLine, new Style(decoration: Decoration.Bold)));

    /// <summary>A line, wrapped at the width of the terminal.</summary>
    public void Line(string text = "") => _console.Write(new Text(text + Environment.NewLine));

    private void Render(Spectre.Console.Rendering.IRenderable content)
    {
        if (_plain is null)
        {
            _console.Write(content);
            return;
        }

        // Padding to the width of the table is noise in a file.
        using var text = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = WidthWithoutTerminal;
        console.Write(content);
        foreach (string line in text.ToString().ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0))
        {
            _plain.WriteLine(line);
        }
    }
}
