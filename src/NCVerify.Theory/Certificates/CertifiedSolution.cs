using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>A candidate with its objective and a rigorous lower bound: everything a solution file says.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Run">Candidate, iterations, time.</param>
/// <param name="Objective">Objective of the candidate, recomputed from its W, H and bias (sample level when given).</param>
/// <param name="Bound">The lower bound.</param>
public sealed record CertifiedSolution(Problem Problem, SolverRun Run, double Objective, LowerBound Bound)
{
    /// <summary>Relative gap up to which a solution is called globally optimal.</summary>
    public const double Tolerance = 1e-10;

    /// <summary>Objective minus lower bound: at least the suboptimality of the candidate.</summary>
    public double Gap => Objective - Bound.Value;

    /// <summary>Gap divided by max(|objective|, tiny).</summary>
    public double RelativeGap => Gap / Math.Max(Math.Abs(Objective), 1e-300);

    /// <summary>Whether the gap proves the candidate globally optimal within <see cref="Tolerance"/>.</summary>
    public bool GloballyOptimal => RelativeGap <= Tolerance;

    /// <summary>The classifier W[0] of a one-layer problem (K x d).</summary>
    public Matrix W => Run.Candidate.W[0];

    /// <summary>Class means H (d x K).</summary>
    public Matrix H => Run.Candidate.H;

    /// <summary>Class-level logits Z (K x K, a column per class).</summary>
    public Matrix Z { get; } = Run.Candidate.Logits();

    /// <summary>Classifier Gram W W' (K x K).</summary>
    public Matrix ClassifierGram => W * W.Transpose();

    /// <summary>Class-mean Gram H'H (K x K).</summary>
    public Matrix MeanGram => H.Transpose() * H;
}
