using NCVerify.Conformance;
using NCVerify.Reporting;

namespace NCVerify.Cli;

/// <summary>Failures of a run as annotations.</summary>
internal static class AnnotationView
{
    /// <summary>Prints one line per failure, as many as are shown.</summary>
    public static void Show(Evidence evidence, TextWriter output)
    {
        foreach (string line in Annotations.Of(RunExport.Of(evidence)))
        {
            output.WriteLine(line);
        }
    }
}
