namespace NCVerify.Theory;

/// <summary>A problem or its file is refused; the message names the field, its value and what is expected.</summary>
public sealed class ProblemException(string field, string message) : Exception(message)
{
    /// <summary>The field that is wrong, as spelled in a problem file.</summary>
    public string Field { get; } = field;
}
