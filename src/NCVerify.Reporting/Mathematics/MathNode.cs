namespace NCVerify.Reporting;

/// <summary>A formula as a tree.</summary>
internal abstract record MathNode;

/// <summary>Nodes in a row.</summary>
internal sealed record MathRow(IReadOnlyList<MathNode> Items) : MathNode;

/// <summary>A letter or a name.</summary>
internal sealed record MathIdentifier(string Text, MathAlphabet Alphabet = MathAlphabet.Italic) : MathNode;

/// <summary>A number.</summary>
internal sealed record MathNumber(string Text, MathAlphabet Alphabet = MathAlphabet.Italic) : MathNode;

/// <summary>An operator, relation, fence or punctuation mark.</summary>
internal sealed record MathOperator(string Text, OperatorRole Role) : MathNode;

/// <summary>A named function, for instance log; with limits below in displays when <paramref name="Limits"/>.</summary>
internal sealed record MathFunction(string Name, bool Limits) : MathNode;

/// <summary>Words inside a formula.</summary>
internal sealed record MathWords(string Text) : MathNode;

/// <summary>A space, in em; negative to close up.</summary>
internal sealed record MathSpace(double Width) : MathNode;

/// <summary>Subscript and superscript.</summary>
internal sealed record MathScripts(MathNode Base, MathNode? Sub, MathNode? Super) : MathNode;

/// <summary>A fraction; without a bar for a binomial coefficient.</summary>
internal sealed record MathFraction(MathNode Numerator, MathNode Denominator, bool Bar = true) : MathNode;

/// <summary>A root; square when there is no index.</summary>
internal sealed record MathRoot(MathNode Body, MathNode? Index) : MathNode;

/// <summary>A mark above (or below) a body.</summary>
internal sealed record MathAccent(MathNode Body, string Mark, bool Stretch, bool Below = false) : MathNode;

/// <summary>A body between fences that grow with it; an empty fence is not drawn.</summary>
internal sealed record MathFenced(string Open, MathNode Body, string Close) : MathNode;

/// <summary>A matrix, cases or aligned lines, without fences.</summary>
internal sealed record MathTable(IReadOnlyList<IReadOnlyList<MathNode>> Rows, TableShape Shape) : MathNode;

/// <summary>Shape of letters.</summary>
internal enum MathAlphabet
{
    Italic,
    Upright,
    Bold,
    DoubleStruck,
    Script,
}

/// <summary>What an operator does in its row, which decides its spacing.</summary>
internal enum OperatorRole
{
    Binary,
    Relation,
    Open,
    Close,
    Fence,
    Punctuation,
    Large,
    Ordinary,
}

/// <summary>How a table's columns are aligned.</summary>
internal enum TableShape
{
    Matrix,
    Cases,
    Aligned,
}
