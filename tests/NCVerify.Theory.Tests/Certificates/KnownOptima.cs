namespace NCVerify.Theory.Tests.Certificates;

/// <summary>Optimal values in 28 digits, for parameters in which the closed forms are rational up to one logarithm.</summary>
internal static class KnownOptima
{
    /// <summary>WD-1 with lambdaW = lambdaH = lambda (a power of two) and n = root^2: -log(1-q) + q M.</summary>
    public static decimal Balanced(int classes, int root, decimal lambda)
    {
        decimal level = lambda * root;
        if (level * classes >= 1)
        {
            return DecimalLog.Log(classes);
        }

        decimal q = level * (classes - 1), margin = DecimalLog.Log((1 / level) - classes + 1);
        return (q * margin) - DecimalLog.Log(1 - q);
    }

    /// <summary>CE-RELU-1 for K = 2 and sizes 2 root^2: q = N lambda / (2 root), P* = sum n/N Ent(q, 1 - q).</summary>
    public static decimal NonnegativePair(int rootA, int rootB, decimal lambda)
    {
        int nA = 2 * rootA * rootA, nB = 2 * rootB * rootB;
        return ((nA * Entropy(Math.Min(0.5m, (nA + nB) * lambda / (2 * rootA)))) + (nB * Entropy(Math.Min(0.5m, (nA + nB) * lambda / (2 * rootB))))) / (nA + nB);
    }

    private static decimal Entropy(decimal q) => -(q * DecimalLog.Log(q)) - ((1 - q) * DecimalLog.Log(1 - q));
}
