using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>What the certificates of one candidate share: its logits, probabilities, dual direction and Gram spectrum.</summary>
internal sealed class DualState
{
    private readonly Lazy<SymmetricEigen> _spectrum;

    public DualState(Problem problem, Candidate candidate)
    {
        Dual = new DualProblem(problem);
        Matrix h = candidate.SampleFeatures is { } features ? CandidateRules.ClassMeans(problem, features) : candidate.H;
        Logits = (candidate with { H = h }).Logits();
        Softmax = OffLabelSoftmax(Dual, Logits);
        Mass = Dual.Mass(Softmax);
        Direction = Dual.Direction(Softmax, Mass);
        _spectrum = new(() => SymmetricEigen.Decompose(Direction.Transpose() * Direction));
    }

    public DualProblem Dual { get; }

    /// <summary>Class-level logits, bias included (K x K, a column per class).</summary>
    public Matrix Logits { get; }

    /// <summary>Off-label softmax probabilities of each column.</summary>
    public Matrix Softmax { get; }

    public double[] Mass { get; }

    /// <summary>The candidate's own dual direction A.</summary>
    public Matrix Direction { get; }

    /// <summary>Eigenvalues (ascending) and eigenvectors of A'A; estimates only, nothing rests on them.</summary>
    public SymmetricEigen Spectrum => _spectrum.Value;

    /// <summary>Largest eigenvalue estimate of A'A.</summary>
    public double LargestSquare => Math.Max(Spectrum.Values[^1], 0);

    private static Matrix OffLabelSoftmax(DualProblem dual, Matrix logits)
    {
        int classes = dual.Classes;
        var point = new Matrix(classes, classes);
        for (int k = 0; k < classes; k++)
        {
            double[] u = logits.Column(k);
            double lead = double.NegativeInfinity, total = 0;
            for (int j = 0; j < classes; j++)
            {
                u[j] = (u[j] * dual.Temperature(j)) + dual.Offset(j);
                lead = Math.Max(lead, u[j]);
            }

            for (int j = 0; j < classes; j++)
            {
                u[j] = Math.Exp(u[j] - lead);
                total += u[j];
            }

            for (int j = 0; j < classes; j++)
            {
                point[j, k] = j == k ? 0 : u[j] / total;
            }
        }

        return point;
    }
}
