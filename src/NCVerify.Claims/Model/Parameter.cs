namespace NCVerify.Claims;

/// <summary>A parameter of a claim's prediction.</summary>
/// <param name="Name">Name, as given to <c>predict --set</c>.</param>
/// <param name="Meaning">What it is, with its range.</param>
/// <param name="Required">Whether the prediction needs it.</param>
public sealed record Parameter(string Name, string Meaning, bool Required = true);

/// <summary>A parameter is missing, unknown or out of range.</summary>
public sealed class ParameterException(string parameter, string message) : Exception(message)
{
    /// <summary>The parameter's name.</summary>
    public string Parameter { get; } = parameter;
}
