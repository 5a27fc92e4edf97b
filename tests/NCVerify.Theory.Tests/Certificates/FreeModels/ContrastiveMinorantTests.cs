using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates.FreeModels;

/// <summary>The linear minorant of a contrastive loss: it touches the loss at its candidate, and its constant is lowered by what is documented.</summary>
public sealed class ContrastiveMinorantTests
{
    private static readonly int[] Sizes = [5, 3, 2];

    [TestCase(false, false, 0.5)]
    [TestCase(true, false, 0.5)]
    [TestCase(false, true, 2.0)]
    [TestCase(true, true, 0.125)]
    public void ItTouchesTheLossAtItsCandidate(bool averaged, bool balanced, double temperature)
    {
        var model = new SupervisedContrastive(Sizes, 4, temperature, averagedDenominators: averaged, balancedMean: balanced);
        Matrix features = new CounterRandom(6).GaussianMatrix(10, 4, 1);
        Matrix gram = Matrix.Create(10, 10, (i, j) => Cosine(features, i, j));
        (double constant, Matrix slope) = ContrastiveMinorant.At(model, gram);
        double touched = constant + slope.Data.Zip(gram.Data, (c, x) => c * x).Sum();
        Assert.That(touched, Is.EqualTo(Loss(gram, averaged, balanced, temperature)).Within(1e-13), "rounding of some hundred terms");
        Assert.That(slope.Data.Where((_, index) => index % 11 == 0), Is.All.EqualTo(0), "the diagonal");
    }

    // At G = 0 with averaged denominators the probabilities are w/K, so that f(0) = log K; p has the entropy log K + m and
    // the mean logarithm m of the divisors, m_i = sum_c log(divisor_ic)/K.
    [TestCase(4.0)]
    [TestCase(0.25)]
    public void ItsConstantIsLoweredByTheDocumentedRounding(double temperature)
    {
        var model = new SupervisedContrastive(Sizes, 4, temperature, averagedDenominators: true);
        (double constant, _) = ContrastiveMinorant.At(model, new Matrix(10, 10));
        double magnitude = Sizes.Select((n, k) => n / 10.0 * (1 + Math.Log(3) + (2 * Sizes.Select((m, c) => Math.Log(c == k ? m - 1 : m) / 3).Sum()))).Sum();
        double margin = (double)(DecimalLog.Log(3) - DecimalLog.Exactly(constant)) / Rounding.Unit, stated = (32 * magnitude) + (24 / temperature);
        Assert.That(margin, Is.InRange(stated - 8, stated + 8), "in units of roundoff; the arithmetic itself errs by a few");
    }

    private static double Cosine(Matrix features, int i, int j)
    {
        double Product(int a, int b) => Enumerable.Range(0, features.Columns).Sum(c => features[a, c] * features[b, c]);
        return Product(i, j) / Math.Sqrt(Product(i, i) * Product(j, j));
    }

    // The loss term by term, as its definition reads.
    private static double Loss(Matrix gram, bool averaged, bool balanced, double temperature)
    {
        int[] labels = [.. Sizes.SelectMany((n, k) => Enumerable.Repeat(k, n))];
        int[] all = [.. Enumerable.Range(0, labels.Length)];
        return all.Sum(i =>
        {
            int own = labels[i];
            double positives = Sizes[own] - 1.0, outer = balanced ? 1 / (3.0 * Sizes[own]) : 0.1;
            double Weight(int a) => !averaged ? 1 : labels[a] == own ? 1 / positives : 1.0 / Sizes[labels[a]];
            double sum = all.Where(a => a != i).Sum(a => Weight(a) * Math.Exp(gram[i, a] / temperature));
            double pull = all.Where(a => a != i && labels[a] == own).Sum(a => gram[i, a] / temperature / positives);
            return outer * (Math.Log(sum) - pull);
        });
    }
}
