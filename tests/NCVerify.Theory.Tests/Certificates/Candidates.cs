using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates;

/// <summary>Closed-form minimisers and their disturbances, written out here from the theorems.</summary>
internal static class Candidates
{
    /// <summary>WD-1: Z = M Pi; W and H are the symmetric square root split between them (d = K).</summary>
    public static Candidate Balanced(int classes, int n, double lambdaW, double lambdaH)
    {
        double lambda = Math.Sqrt(lambdaW * lambdaH);
        double margin = Math.Max(0, Math.Log((1 / (lambda * Math.Sqrt(n))) - classes + 1));
        Matrix pi = Matrix.Centring(classes);
        double w = Math.Sqrt(margin * Math.Sqrt(n * lambdaH / lambdaW)), h = Math.Sqrt(margin * Math.Sqrt(lambdaW / (n * lambdaH)));
        return new Candidate([w * pi], h * pi);
    }

    /// <summary>CE-RELU-1 and 2: orthogonal class means on the axes, classifiers aligned with the centred sqrt(n)-scaled means.</summary>
    public static Candidate Nonnegative(IReadOnlyList<int> n, double lambdaW, double lambdaH)
    {
        int k = n.Count;
        double total = n.Sum(), ratio = (k - 1.0) / k;
        double[] q = [.. n.Select(size => Math.Min(ratio, total * Math.Sqrt(lambdaW * lambdaH * ratio / size)))];
        double[] m = [.. q.Select(x => x >= ratio ? 0 : Math.Log((k - 1) * ((1 / x) - 1)))];
        Matrix h = Matrix.Diagonal(n.Select((size, i) => Math.Sqrt(Math.Sqrt(ratio * lambdaW / (lambdaH * size)) * m[i])).ToArray());
        double factor = Math.Sqrt(lambdaH / (k * (k - 1.0) * lambdaW));
        Matrix w = Matrix.Create(k, k, (j, r) => factor * (((j == r ? k : 0) - 1) * Math.Sqrt(n[r]) * h[r, r]));
        return new Candidate([w], h);
    }

    public static Candidate Disturb(Candidate candidate, double size, ulong seed)
    {
        var random = new CounterRandom(seed);
        Matrix Noise(Matrix m) => m + random.GaussianMatrix(m.Rows, m.Columns, size);
        return candidate with { W = [.. candidate.W.Select(Noise)], H = Noise(candidate.H), Bias = candidate.Bias?.Select(b => b + (size * random.NextGaussian())).ToArray() };
    }

    public static Candidate Random(Problem problem, double size, ulong seed)
    {
        var random = new CounterRandom(seed, 7);
        return new([random.GaussianMatrix(problem.Classes, problem.Dimension, size)], random.GaussianMatrix(problem.Dimension, problem.Classes, size));
    }

    public static Candidate Zero(Problem problem) =>
        new([new Matrix(problem.Classes, problem.Dimension)], new Matrix(problem.Dimension, problem.Classes));

    public static Candidate Scaled(Candidate candidate, double factor) => candidate with { W = [.. candidate.W.Select(w => factor * w)] };
}
