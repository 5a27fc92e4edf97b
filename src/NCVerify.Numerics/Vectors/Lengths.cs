namespace NCVerify.Numerics;

/// <summary>Checks of lengths.</summary>
internal static class Lengths
{
    /// <summary>Refuses a span whose length is not the expected one.</summary>
    public static void Check(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException($"{expected} numbers are needed; {length} were given.", name);
        }
    }
}
