using System.Collections;
using System.Reflection;

namespace NCVerify.Mutation;

/// <summary>The class that Stryker adds to an assembly: which mutant is active, and which were passed by.</summary>
internal sealed class MutantSwitch(Assembly assembly)
{
    /// <summary>No mutant at all.</summary>
    public const int None = -1;

    private readonly Type _control = assembly.GetTypes().Single(t => t.Name == "MutantControl");

    /// <summary>The active mutant.</summary>
    public int Active
    {
        set => _control.GetField("ActiveMutant")!.SetValue(null, value);
    }

    /// <summary>The mutants whose code an action passes by.</summary>
    public int[] Covered(Action action)
    {
        _control.GetMethod("ResetCoverage")!.Invoke(null, null);
        Capture(true);
        action();
        Capture(false);
        object data = _control.GetMethod("GetCoverageData")!.Invoke(null, null)!;
        return [.. ((IEnumerable)((IEnumerable)data).Cast<object>().First()).Cast<int>().Distinct()];
    }

    private void Capture(bool on) => _control.GetField("CaptureCoverage")!.SetValue(null, on);
}
