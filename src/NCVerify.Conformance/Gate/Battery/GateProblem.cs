using NCVerify.Theory;

namespace NCVerify.Conformance.Gate;

/// <summary>How hard a problem of the battery is.</summary>
public enum GateLevel
{
    /// <summary>Any correct algorithm solves it quickly.</summary>
    Easy,

    /// <summary>One thing is out of the ordinary.</summary>
    Medium,

    /// <summary>Badly scaled, or close to a threshold.</summary>
    Hard,

    /// <summary>Several decades of sizes or penalties, or on the edge of a phase.</summary>
    Cruel,
}

/// <summary>What the theory says the solution looks like.</summary>
public enum ExpectedGeometry
{
    /// <summary>No named geometry; the certificate alone decides.</summary>
    None,

    /// <summary>W = H = 0.</summary>
    Zero,

    /// <summary>Simplex ETF.</summary>
    SimplexEtf,

    /// <summary>Class means are an orthogonal frame, classifiers its centred form.</summary>
    CentredOrthogonalFrame,

    /// <summary>SELI of the class sizes.</summary>
    Seli,

    /// <summary>The smallest classes share one classifier and one class mean.</summary>
    SmallestClassesMerge,
}

/// <summary>One problem of the battery.</summary>
/// <param name="Id">Stable id, for instance "medium-step".</param>
/// <param name="Level">How hard it is.</param>
/// <param name="About">What it tries, in words.</param>
/// <param name="Problem">The problem.</param>
/// <param name="Expected">What the solution looks like, where the theory names it.</param>
/// <param name="Claims">Ids of the claims that the solution bears on.</param>
public sealed record GateProblem(string Id, GateLevel Level, string About, Problem Problem, ExpectedGeometry Expected, IReadOnlyList<string> Claims)
{
    /// <summary>What a solver must support to be given it.</summary>
    public IReadOnlyList<string> Requires { get; } = GateFeatures.Of(Problem);

    /// <summary>Why no verdict is possible today (no certificate, or none that is tight); null when one is.</summary>
    public string? Unjudged { get; } = Why(Problem);

    private static string? Why(Problem p) => p switch
    {
        { Loss: Loss.Mse, Weights: not null } => "no certificate is known here for the mse loss with class weights, so no answer could be proven right",
        { Loss: Loss.CrossEntropy, Layers: > 1 } => "the bound known here for cross-entropy with more than one linear layer is loose, so no answer could be proven right",
        { Model: ProblemModel.MinimumNormSeparation, Features: FeatureDomain.Nonnegative } => "the bound for separation does not use nonnegativity, so no answer could be proven right",
        _ when p.Dimension < p.Classes - 1 => "bounds need not be attained at a dimension below K - 1, so no answer could be proven right",
        _ => null,
    };
}
