using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Unknowns of the reduced problem, or a direction in them. Scaled logits X = Z D^{1/2} are P Q' on cluster means (row:
/// cluster of the sample, column: cluster of the logit) and Contrast^2 / (2 (m - 1)) times the identity on the contrasts of a
/// cluster of m classes; with this scaling the penalty is lambda/2 times the squared norm of all unknowns.
/// </summary>
/// <param name="P">Feature factor, G x r.</param>
/// <param name="Q">Classifier factor, G x r.</param>
/// <param name="Contrast">One scalar per cluster; 0 and unused where the cluster has a single class.</param>
internal sealed record ReducedPoint(Matrix P, Matrix Q, double[] Contrast)
{
    public static ReducedPoint Zero(int clusters, int rank) => new(new Matrix(clusters, rank), new Matrix(clusters, rank), new double[clusters]);

    public ReducedPoint ZeroLike() => new(new Matrix(P.Rows, P.Columns), new Matrix(Q.Rows, Q.Columns), new double[Contrast.Length]);

    public static double Dot(ReducedPoint a, ReducedPoint b) =>
        VectorOperations.Dot(a.P.Data, b.P.Data) + VectorOperations.Dot(a.Q.Data, b.Q.Data) + VectorOperations.Dot(a.Contrast, b.Contrast);

    /// <summary>this += factor x.</summary>
    public void Add(double factor, ReducedPoint x)
    {
        VectorOperations.AddScaled(factor, x.P.Data, P.Data);
        VectorOperations.AddScaled(factor, x.Q.Data, Q.Data);
        VectorOperations.AddScaled(factor, x.Contrast, Contrast);
    }

    /// <summary>this = factor this - x.</summary>
    public void ScaleAndSubtract(double factor, ReducedPoint x)
    {
        Combine(factor, P.Data, x.P.Data);
        Combine(factor, Q.Data, x.Q.Data);
        Combine(factor, Contrast, x.Contrast);
    }

    /// <summary>this = x / weights, entrywise.</summary>
    public void SetToQuotient(ReducedPoint x, ReducedPoint weights)
    {
        Divide(x.P.Data, weights.P.Data, P.Data);
        Divide(x.Q.Data, weights.Q.Data, Q.Data);
        Divide(x.Contrast, weights.Contrast, Contrast);
    }

    public void SetTo(ReducedPoint x)
    {
        x.P.Data.CopyTo(P.Data, 0);
        x.Q.Data.CopyTo(Q.Data, 0);
        x.Contrast.CopyTo(Contrast, 0);
    }

    public void Clear()
    {
        Array.Clear(P.Data);
        Array.Clear(Q.Data);
        Array.Clear(Contrast);
    }

    private static void Combine(double factor, double[] target, double[] x)
    {
        VectorOperations.Scale(factor, target, target);
        VectorOperations.Subtract(target, x, target);
    }

    private static void Divide(double[] x, double[] weights, double[] target) => VectorOperations.Divide(x, weights, target);
}
