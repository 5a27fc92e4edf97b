using System.Diagnostics.CodeAnalysis;

namespace NCVerify.Metrics;

/// <summary>A file of features, labels or weights cannot be used: which file, what is wrong, and what to do about it.</summary>
[SuppressMessage("Roslynator", "RCS1194", Justification = "Every such error must name its file, problem and remedy.")]
public sealed class FeatureFileException : Exception
{
    /// <summary>Says that <paramref name="problem"/> is wrong with <paramref name="file"/>, and <paramref name="remedy"/> helps.</summary>
    /// <param name="file">The file as the user named it.</param>
    /// <param name="problem">What is wrong, with the row and column where there is one; a clause without a full stop.</param>
    /// <param name="remedy">What the user can do; a sentence without a full stop.</param>
    /// <param name="innerException">The failure underneath, if any.</param>
    public FeatureFileException(string file, string problem, string remedy, Exception? innerException = null)
        : base($"{file}: {problem}. {remedy}.", innerException)
    {
        File = file;
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>The file as the user named it.</summary>
    public string File { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>What to do.</summary>
    public string Remedy { get; }
}
