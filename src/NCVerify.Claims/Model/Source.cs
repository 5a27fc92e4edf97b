namespace NCVerify.Claims;

/// <summary>Where a claim comes from.</summary>
/// <param name="Paper">The paper.</param>
/// <param name="Place">Theorem, section or wording of the attribution, for instance "Theorem 4.1" or "as commonly stated".</param>
public sealed record Source(Paper Paper, string Place = "");

/// <summary>A paper, or this project where the statement is ours.</summary>
/// <param name="Key">Short stable key, used by <c>claims --paper</c>, for instance "thrampoulidis2022".</param>
/// <param name="Citation">Authors, title, venue, year.</param>
/// <param name="ShortName">For tables, for instance "Thrampoulidis et al. 2022".</param>
/// <param name="Identifier">DOI or arXiv id, or empty.</param>
public sealed record Paper(string Key, string Citation, string ShortName, string Identifier = "");

/// <summary>How a statement relates to what was published.</summary>
public enum Provenance
{
    /// <summary>Confirmed in the published text.</summary>
    AsPublished,

    /// <summary>As the statement is commonly cited; the paper's own wording was not at hand.</summary>
    AsCommonlyStated,

    /// <summary>The published or publicly coded form fails numerically; the form here holds.</summary>
    Corrected,

    /// <summary>Ours, or stronger than what was published.</summary>
    New,
}

/// <summary>Independent ways of checking a claim.</summary>
public enum OracleKind
{
    /// <summary>The claim's own formula, or another formula derived independently.</summary>
    ClosedForm,

    /// <summary>A rigorous bound, computed by code that shares nothing with the solvers.</summary>
    Certificate,

    /// <summary>Optimisation, from random starts unless said otherwise.</summary>
    Solver,

    /// <summary>Gradient dynamics.</summary>
    Flow,

    /// <summary>A network trained on data.</summary>
    Network,
}

/// <summary>What the evidence says of a claim.</summary>
public enum Verdict
{
    /// <summary>Every comparison holds within its tolerance and every control bites.</summary>
    Verified,

    /// <summary>A comparison fails although its oracle converged.</summary>
    Refuted,

    /// <summary>An oracle did not converge, a certificate stayed above tolerance, or a control did not bite.</summary>
    Inconclusive,

    /// <summary>Not measured, with a reason.</summary>
    NotRun,
}
