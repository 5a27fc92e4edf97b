using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>Cross-entropy of one sample and its slope, written out from the logits; and roots of Gram matrices by an eigensolver.</summary>
internal static class SampleTerms
{
    /// <summary>-log softmax(logits)[label].</summary>
    public static double Loss(double[] logits, int label) => Special.Log1p(logits.Where((_, c) => c != label).Sum(x => Math.Exp(x - logits[label])));

    /// <summary>e_label - softmax(logits), the negative slope of the loss; the own entry is the sum of the others.</summary>
    public static double[] Residual(double[] logits, int label)
    {
        double top = logits.Max(), total = logits.Sum(x => Math.Exp(x - top));
        double[] residual = [.. logits.Select(x => -Math.Exp(x - top) / total)];
        residual[label] = -residual.Where((_, c) => c != label).Sum();
        return residual;
    }

    /// <summary>The symmetric root of a positive semidefinite matrix.</summary>
    public static Matrix Root(Matrix square) => SymmetricEigen.Decompose(square).Function(x => Math.Sqrt(Math.Max(x, 0)));

    /// <summary>The largest singular value.</summary>
    public static double SpectralNorm(Matrix a) => Math.Sqrt(SymmetricEigen.Decompose(a * a.Transpose()).Values[^1]);

    /// <summary>The largest modulus of an entry of a - b.</summary>
    public static double Deviation(Matrix a, Matrix b) => (a - b).MaxAbs();
}
