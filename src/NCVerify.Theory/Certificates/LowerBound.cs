namespace NCVerify.Theory;

/// <summary>
/// A number that no candidate of the problem can go below. It holds for every input, converged or not: dual feasibility
/// is verified with an explicit bound on rounding errors.
/// </summary>
/// <param name="Value">The bound (negative infinity when no certificate applies).</param>
/// <param name="Certificate">Name of the certificate, for instance "CERT-1'", or "none".</param>
/// <param name="Reason">Why there is none, or a remark; empty otherwise.</param>
public sealed record LowerBound(double Value, string Certificate, string Reason = "")
{
    /// <summary>No certificate is known for the problem.</summary>
    public static LowerBound None(string reason) => new(double.NegativeInfinity, "none", reason);
}

/// <summary>Computes rigorous lower bounds from a candidate's logits; shares no code with any solver.</summary>
public interface ICertifier
{
    /// <summary>The best lower bound that the known certificates give at this candidate.</summary>
    LowerBound Bound(Problem problem, Candidate candidate);
}
