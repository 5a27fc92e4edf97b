namespace NCVerify.Conformance.Gate;

/// <summary>What is asked of a solver, and how strictly it is judged.</summary>
public sealed record GateOptions
{
    /// <summary>The problems.</summary>
    public Battery Battery { get; init; } = Battery.Draw();

    /// <summary>Which of them; null for all.</summary>
    public Func<GateProblem, bool>? Include { get; init; }

    /// <summary>The class of gaps that a solution must reach.</summary>
    public ToleranceClass Required { get; init; } = ToleranceClass.Tight;

    /// <summary>Time for one problem.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After so many problems in a row without a legible answer, the rest is not asked.</summary>
    public int Patience { get; init; } = 3;
}
