namespace NCVerify.Specs.Harness;

/// <summary>A setting in which the same check must fail; the test passes if and only if it does, decisively.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ControlAttribute() : PropertyAttribute("Control", "true");

/// <summary>Runs only in the named tiers and above; elsewhere the test is "not run".</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class TierAttribute(Tier tier) : PropertyAttribute(nameof(Tier), tier.ToString())
{
    /// <summary>The least tier in which the test runs.</summary>
    public Tier Tier => tier;
}

/// <summary>How much is run, from <c>NCVERIFY_TIER</c>.</summary>
public enum Tier
{
    /// <summary>Theory, and networks on generated data that take seconds; under 3 minutes after the build.</summary>
    Default,

    /// <summary>Adds real data on the CPU engine; under 20 minutes.</summary>
    Network,

    /// <summary>Adds long dynamics and many seeds; under an hour.</summary>
    Full,

    /// <summary>TorchSharp on CUDA.</summary>
    Gpu,
}

/// <summary>Reads the tier of this run.</summary>
public static class Tiers
{
    /// <summary>The tier named by <c>NCVERIFY_TIER</c>, or the default one.</summary>
    /// <exception cref="InvalidOperationException">The variable names no tier.</exception>
    public static Tier Current()
    {
        if (Workbench.Current.Tier is { } given)
        {
            return given;
        }

        string? text = Environment.GetEnvironmentVariable("NCVERIFY_TIER");
        if (string.IsNullOrWhiteSpace(text))
        {
            return Tier.Default;
        }

        return Enum.TryParse(text, ignoreCase: true, out Tier tier) && Enum.IsDefined(tier)
            ? tier
            : throw new InvalidOperationException($"NCVERIFY_TIER is '{text}'; it must be default, network, full or gpu.");
    }
}
