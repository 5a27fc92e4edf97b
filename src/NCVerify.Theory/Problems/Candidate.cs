using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>A point of a problem, offered by a solver or by anyone; nothing about it is trusted.</summary>
/// <param name="W">Layers, W[0] nearest the features; W[m] is rows x columns as it multiplies: Z = W[M-1] ... W[0] H.</param>
/// <param name="H">Features, one column per class (d x K); with <see cref="SampleFeatures"/> their class means.</param>
public sealed record Candidate(IReadOnlyList<Matrix> W, Matrix H)
{
    /// <summary>Bias (K), or null.</summary>
    public double[]? Bias { get; init; }

    /// <summary>Features of every sample (d x N, classes in order), when the solver worked at sample level.</summary>
    public Matrix? SampleFeatures { get; init; }

    /// <summary>Class-level logits Z (K x K, a column per class), bias included.</summary>
    public Matrix Logits()
    {
        Matrix z = W.Aggregate(H, (h, w) => w * h);
        return Bias is null ? z : Matrix.Create(z.Rows, z.Columns, (i, j) => z[i, j] + Bias[i]);
    }
}

/// <summary>What a solver says of its run. None of it is evidence: certificates decide.</summary>
/// <param name="Candidate">The point where it stopped.</param>
/// <param name="Iterations">Outer iterations.</param>
/// <param name="Seconds">Wall time in seconds.</param>
/// <param name="Converged">Whether the solver's own stopping rule was met.</param>
public sealed record SolverRun(Candidate Candidate, int Iterations, double Seconds, bool Converged);

/// <summary>An algorithm that proposes minimisers.</summary>
public interface ISolver
{
    /// <summary>Short name for reports, for instance "reduced Newton".</summary>
    string Name { get; }

    /// <summary>Whether this solver is meant for the problem; the reason when it is not.</summary>
    bool Supports(Problem problem, out string reason);

    /// <summary>Proposes a minimiser. Deterministic: the same problem and seed give the same bits.</summary>
    /// <exception cref="ProblemException">The problem is invalid, or <see cref="Supports"/> is false for it.</exception>
    SolverRun Solve(Problem problem, ulong seed = 0);
}
