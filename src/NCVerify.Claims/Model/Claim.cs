namespace NCVerify.Claims;

/// <summary>
/// One falsifiable statement, with everything a reader needs to judge it. A claim is one file: derive from this class
/// and the catalogue finds it. Mathematics in texts stands between dollar signs, in the LaTeX subset of <c>MathText</c>.
/// </summary>
public abstract class Claim
{
    /// <summary>Stable id, for instance "SELI-05"; once published it never changes meaning.</summary>
    public abstract string Id { get; }

    /// <summary>One line that states the claim in words.</summary>
    public abstract string Title { get; }

    /// <summary>Paper and place.</summary>
    public abstract Source Source { get; }

    /// <summary>How the statement relates to what was published.</summary>
    public abstract Provenance Provenance { get; }

    /// <summary>The statement in mathematical notation; prose with $...$ (inline) and $$...$$ (display).</summary>
    public abstract string Statement { get; }

    /// <summary>Assumptions under which it is claimed, one per entry; may contain $...$.</summary>
    public abstract IReadOnlyList<string> Assumptions { get; }

    /// <summary>The control: a setting in which the same check must fail.</summary>
    public abstract string Control { get; }

    /// <summary>Oracles by which it is tested; at least two different ones where the theory allows.</summary>
    public abstract IReadOnlyList<OracleKind> Oracles { get; }

    /// <summary>Why fewer than two oracles, or empty.</summary>
    public virtual string SingleOracleReason => "";

    /// <summary>The verdict that the evidence must give.</summary>
    public virtual Verdict ExpectedVerdict => Verdict.Verified;

    /// <summary>For a claim that corrects or extends the literature: what differs, with numbers; empty otherwise.</summary>
    public virtual string Finding => "";

    /// <summary>The parameters that <see cref="Predict"/> takes.</summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The claim's quantities for given parameters, from its closed form.</summary>
    /// <exception cref="ParameterException">A parameter is missing, unknown or out of range; the message says which and what is expected.</exception>
    public Prediction Predict(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.RequireKnown(Id, Parameters);
        return Derive(parameters);
    }

    /// <summary>Computes the quantities; the parameters' names are known to be valid.</summary>
    protected abstract Prediction Derive(ParameterSet parameters);
}
