using System.Text;

namespace NCVerify.Reporting;

/// <summary>
/// Letters of the mathematical alphabets as characters of their own: browsers honour only the value "normal" of
/// mathvariant, so bold, double-struck and script letters must be spelled with their code points.
/// </summary>
internal static class MathAlphabets
{
    public static string Spell(string text, MathAlphabet alphabet)
    {
        if (alphabet is MathAlphabet.Italic or MathAlphabet.Upright)
        {
            return text;
        }

        StringBuilder result = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            result.Append(Letter(rune, alphabet).ToString());
        }

        return result.ToString();
    }

    private static Rune Letter(Rune rune, MathAlphabet alphabet) => rune.Value switch
    {
        >= 'A' and <= 'Z' => Capital((char)rune.Value, alphabet),
        >= 'a' and <= 'z' => Small((char)rune.Value, alphabet),
        >= '0' and <= '9' when alphabet is MathAlphabet.Bold => new Rune(0x1D7CE + rune.Value - '0'),
        >= '0' and <= '9' when alphabet is MathAlphabet.DoubleStruck => new Rune(0x1D7D8 + rune.Value - '0'),
        >= 0x391 and <= 0x3A9 when alphabet is MathAlphabet.Bold => new Rune(0x1D6A8 + rune.Value - 0x391),
        >= 0x3B1 and <= 0x3C9 when alphabet is MathAlphabet.Bold => new Rune(0x1D6C2 + rune.Value - 0x3B1),
        _ => rune,
    };

    private static Rune Capital(char letter, MathAlphabet alphabet) => alphabet switch
    {
        MathAlphabet.Bold => new Rune(0x1D400 + letter - 'A'),
        MathAlphabet.DoubleStruck => Exception(letter, "CℂHℍNℕPℙQℚRℝZℤ") ?? new Rune(0x1D538 + letter - 'A'),
        _ => Exception(letter, "BℬEℰFℱHℋIℐLℒMℳRℛ") ?? new Rune(0x1D49C + letter - 'A'),
    };

    private static Rune Small(char letter, MathAlphabet alphabet) => alphabet switch
    {
        MathAlphabet.Bold => new Rune(0x1D41A + letter - 'a'),
        MathAlphabet.DoubleStruck => new Rune(0x1D552 + letter - 'a'),
        _ => Exception(letter, "eℯgℊoℴ") ?? new Rune(0x1D4B6 + letter - 'a'),
    };

    // Letters that Unicode had before the alphabets were added keep their old code points.
    private static Rune? Exception(char letter, string pairs)
    {
        for (int i = 0; i < pairs.Length; i += 2)
        {
            if (pairs[i] == letter)
            {
                return new Rune(pairs[i + 1]);
            }
        }

        return null;
    }
}
