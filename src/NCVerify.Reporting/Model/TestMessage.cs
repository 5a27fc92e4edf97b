namespace NCVerify.Reporting;

/// <summary>What a page shows of a test's message.</summary>
public static class TestMessage
{
    private const string Contents = "\nFileContent:";

    /// <summary>The message; of a snapshot's difference only what kind it is and what to do, as the numbers stand in the file.</summary>
    public static string Short(string message)
    {
        int contents = message.IndexOf(Contents, StringComparison.Ordinal);
        if (contents < 0)
        {
            return message;
        }

        string kind = message[..contents].Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l is "New:" or "NotEqual:" or "Delete:") ?? "";
        string what = kind switch
        {
            "New:" => "There is no approved snapshot of what was measured.",
            "Delete:" => "An approved snapshot has no test any more.",
            _ => "What was measured differs from the approved snapshot by more than its tolerance.",
        };
        string last = message.TrimEnd().Split('\n')[^1].Trim();
        return last.StartsWith("If the new values", StringComparison.Ordinal) ? $"{what} {last}" : what;
    }
}
