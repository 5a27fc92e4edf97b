#if NCVERIFY_VERIFY_NUNIT
using System.Runtime.CompilerServices;
using NCVerify.Conformance;
using VerifyNUnit;
using VerifyTests;

namespace NCVerify.Specs;

/// <summary>
/// Hands snapshots to Verify.NUnit with our numeric comparer, so that its tools (diff windows, clipboard, IDE plug-ins)
/// take part. Compiled only with <c>-p:NCVerifyVerifyNUnit=true</c>, where the registry has the package. Written against
/// the package's public documentation; it has NOT been compiled or run in this repository yet.
/// </summary>
public static class VerifyNUnitAdapter
{
    /// <summary>Verifies a snapshot under the file name that <see cref="SnapshotStore"/> would use.</summary>
    /// <param name="directory">Directory of the approved files.</param>
    /// <param name="name">Name from <see cref="SnapshotName.Of"/>.</param>
    /// <param name="received">What was measured.</param>
    /// <param name="sourceFile">Filled in by the compiler: Verify resolves relative directories from it.</param>
    public static async Task Verify(string directory, string name, Snapshot received, [CallerFilePath] string sourceFile = "")
    {
        var settings = new VerifySettings();
        settings.UseDirectory(Path.GetFullPath(directory));
        settings.UseFileName(name);
        settings.UseStringComparer(Compare);
        await Verifier.Verify(SnapshotJson.Write(received), extension: "json", settings, sourceFile);
    }

    /// <summary>Equality of two snapshot texts within the approved tolerances; the message lists what differs.</summary>
    public static Task<CompareResult> Compare(string received, string verified, IReadOnlyDictionary<string, object> context)
    {
        try
        {
            IReadOnlyList<SnapshotDifference> differences = SnapshotComparison.Differences(SnapshotJson.Read(verified), SnapshotJson.Read(received));
            return Task.FromResult(differences.Count == 0 ? CompareResult.Equal : CompareResult.NotEqual(string.Join('\n', differences)));
        }
        catch (SnapshotException e)
        {
            return Task.FromResult(CompareResult.NotEqual(e.Message));
        }
    }
}
#endif
