using NCVerify.Claims;
using NCVerify.Numerics;

namespace NCVerify.Cli.Commands;

/// <summary>Quantities as text for people, numbers round-trip exact.</summary>
internal static class QuantityText
{
    /// <summary>The quantity; a matrix takes one line per row.</summary>
    public static string Of(Quantity quantity) => quantity switch
    {
        Quantity.Scalar scalar => Exact.Format(scalar.Value),
        Quantity.Flag flag => Word(flag.Value),
        Quantity.Vector vector => string.Join(", ", vector.Values.Select(x => Exact.Format(x))),
        Quantity.Flags flags => string.Join(", ", flags.Values.Select(Word)),
        Quantity.Text text => text.Value,
        Quantity.Texts texts => string.Join(", ", texts.Values),
        Quantity.Table table => string.Join('\n', table.Values.ToRows().Select(row => string.Join(", ", row.Select(x => Exact.Format(x))))),
        Quantity.Group group => string.Join('\n', group.Members.Select(m => $"{m.Key}: {Of(m.Value).ReplaceLineEndings("; ")}")),
        _ => quantity.ToString(),
    };

    private static string Word(bool value) => value ? "true" : "false";
}
