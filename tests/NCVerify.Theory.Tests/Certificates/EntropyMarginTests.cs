using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates;

/// <summary>
/// The proven value of a feasible dual point lies below its exact value, known to 28 digits, by the documented margin for
/// rounding: no less, which would be unsound, and no more.
/// </summary>
public sealed class EntropyMarginTests
{
    private static readonly double[] Offsets = [1.5, -1, 0.25];

    // Off-label probabilities, all dyadic; the column masses are 3/4, 5/8 and 1/2.
    private static readonly double[,] Point = { { 0, 0.25, 0.125 }, { 0.5, 0, 0.375 }, { 0.25, 0.375, 0 } };

    // One sample per class and a sum loss, so that all weights are 1; the penalty is above every gauge.
    private static readonly Problem Plain = Problem.CrossEntropy([1, 1, 1], 2, 2) with { Reduction = Reduction.Sum };

    [TestCase(false)]
    [TestCase(true)]
    public void WithoutBiasItIsThatOfEntropyAndOffsets(bool offsets)
    {
        Problem problem = offsets ? Plain with { Offset = Offsets } : Plain;
        (decimal value, double stated) = Exact(offsets);
        Check(problem, value, stated + (8 * Math.Abs((double)value)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void APenalisedBiasAddsTheMarginOfItsGradient(bool temperature)
    {
        double[] t = temperature ? [2, 0.5, 1] : [1, 1, 1];
        Problem problem = Plain with { Bias = BiasKind.Regularized, LambdaB = 0.75, Temperature = temperature ? t : null };
        (decimal value, double stated) = Exact(offsets: false);
        for (int j = 0; j < 3; j++)
        {
            // g_j = t_j (row sum - mass of column j): its bound adds 16 u of itself and 16 u of the magnitudes; the norm and the
            // quotient add 16 u each.
            double[] terms = [.. Enumerable.Range(0, 3).Select(k => k == j ? -Mass(j) : Point[j, k])];
            double g = t[j] * terms.Sum(), size = t[j] * terms.Sum(Math.Abs);
            value -= (decimal)(g * g) / 1.5m;
            stated += ((2 * Math.Abs(g) * (16 * Math.Abs(g) + (16 * size))) + (3 * 16 * g * g)) / 1.5;
        }

        Check(problem, value, stated + (8 * Math.Abs((double)value)));
    }

    private static void Check(Problem problem, decimal value, double stated)
    {
        var dual = new DualProblem(problem);
        double proven = EntropyBound.Evaluate(dual, Matrix.Create(3, 3, (j, k) => Point[j, k]), 1);
        double margin = (double)(value - DecimalLog.Exactly(proven)) / Rounding.Unit;
        Assert.That(margin, Is.InRange(stated - 8, stated + 8), "in units of roundoff; the arithmetic itself errs by a few");
    }

    private static double Mass(int k) => Point[0, k] + Point[1, k] + Point[2, k];

    // Value, and its margin in units of roundoff: 32 times the entropy; 12 s + 8 s |log(1 - s)| for the label of a column of mass s;
    // 8 times the offsets' value and 8 times its magnitudes.
    private static (decimal Value, double Margin) Exact(bool offsets)
    {
        decimal value = 0;
        double margin = 0;
        for (int k = 0; k < 3; k++)
        {
            decimal label = 1 - (decimal)Mass(k), entropy = -label * DecimalLog.Log(label), shift = 0;
            double magnitude = 0;
            for (int j = 0; j < 3; j++)
            {
                decimal p = (decimal)Point[j, k];
                entropy -= p == 0 ? 0 : p * DecimalLog.Log(p);
                shift += offsets ? p * (decimal)(Offsets[j] - Offsets[k]) : 0;
                magnitude += offsets ? (double)p * (Math.Abs(Offsets[j]) + Math.Abs(Offsets[k])) : 0;
            }

            value += entropy + shift;
            margin += (32 * (double)entropy) + (Mass(k) * (12 - (8 * Math.Log((double)label)))) + (8 * Math.Abs((double)shift)) + (8 * magnitude);
        }

        return (value, margin);
    }
}
