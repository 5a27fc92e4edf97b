using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Theory;
using NCVerify.Training;

namespace NCVerify.Specs.Harness;

/// <summary>
/// The oracles that specs measure with. Specs never name a solver or a formula themselves: they ask the workbench, so
/// that fault injection can put a wrong one in its place and see the specs go red.
/// </summary>
public sealed record Workbench
{
    private static readonly Func<string, ITrainingEngine> OurEngines = TrainingEngines.Create;
    private static Workbench _current = new();

    /// <summary>The workbench in use.</summary>
    public static Workbench Current => _current;

    /// <summary>Second-order solver of the class-reduced problem.</summary>
    public ISolver Certified { get; init; } = Solvers.Certified;

    /// <summary>First-order solver of the factorised problem at sample level, from random starts.</summary>
    public ISolver RandomStart { get; init; } = Solvers.FirstOrder;

    /// <summary>Descent on features under a fixed classifier: problem, seed, tolerance, most steps.</summary>
    public Func<FixedClassifierProblem, ulong, double, int, FixedClassifierRun> FixedClassifier { get; init; } = FixedClassifierDescent.Run;

    /// <summary>Rigorous lower bounds.</summary>
    public ICertifier Certifier { get; init; } = new Certifier();

    /// <summary>The first-order certificate alone (CERT-1 and its kin), without snapping.</summary>
    public ICertifier FirstOrderCertifier { get; init; } = new Certifier { Snapping = false };

    /// <summary>First-order minimiser of models that are no <see cref="Problem"/> (contrastive, ordinal, mixed losses), from random starts.</summary>
    public IMinimiser Minimiser { get; init; } = new Minimiser();

    /// <summary>Lower bound on a contrastive loss over all unit features, at a candidate.</summary>
    public Func<GramModel, Matrix, double> ContrastiveBound { get; init; } = Theory.ContrastiveBound.At;

    /// <summary>Lower bound on the cumulative link model, at class-level latent values.</summary>
    public Func<OrdinalScale, double, IReadOnlyList<double>, double> OrdinalBound { get; init; } = Theory.OrdinalBound.At;

    /// <summary>The claims' closed forms.</summary>
    public Func<Claim, ParameterSet, Prediction> ClosedForm { get; init; } = (claim, parameters) => claim.Predict(parameters);

    /// <summary>Training engines by name.</summary>
    public Func<string, ITrainingEngine> Engines { get; init; } = OurEngines;

    /// <summary>How much is run; null for what the environment says.</summary>
    public Tier? Tier { get; init; }

    /// <summary>Where evidence goes.</summary>
    public IEvidenceSink? Evidence { get; init; }

    /// <summary>Whether measured values are compared with the approved snapshots.</summary>
    public bool CompareSnapshots { get; init; } = true;

    /// <summary>Puts another workbench in place until the result is disposed; for fault injection.</summary>
    public static IDisposable Replace(Workbench workbench)
    {
        Workbench before = Interlocked.Exchange(ref _current, workbench);
        return new Restore(before);
    }

    internal static bool IsDefault(Func<string, ITrainingEngine> engines) => engines == OurEngines;

    private sealed class Restore(Workbench before) : IDisposable
    {
        public void Dispose() => Interlocked.Exchange(ref _current, before);
    }
}
