using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The minimum over <see cref="TwoClusterLogits"/> of
/// K_A wA CE_A + K_B wB CE_B + lambda |Z D^(1/2)|_*, D = diag(a, ..., b, ...): four scalars in place of K x K logits
/// (claims LPM-4, LPM-5, HL-2, HL-4). Convex; which scalars vanish is decided by their exact conditions, the others are found by
/// Newton's method.
/// </summary>
public sealed class TwoClusterMinimum
{
    private const int NewtonLimit = 400;

    private readonly double _rootA;
    private readonly double _rootB;

    /// <summary>The family of problems; lambda is given to <see cref="At"/>.</summary>
    /// <param name="a">K_A, at least 1.</param>
    /// <param name="b">K_B, at least 1.</param>
    /// <param name="weightA">Loss weight wA of a class of A, positive.</param>
    /// <param name="weightB">Loss weight wB of a class of B, positive.</param>
    /// <param name="sizeA">Entry of D for A, positive.</param>
    /// <param name="sizeB">Entry of D for B, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public TwoClusterMinimum(int a, int b, double weightA, double weightB, double sizeA, double sizeB)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(a, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(b, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weightA);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weightB);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sizeA);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sizeB);
        (A, B, WeightA, WeightB, SizeA, SizeB) = (a, b, weightA, weightB, sizeA, sizeB);
        (_rootA, _rootB) = (Math.Sqrt(sizeA), Math.Sqrt(sizeB));
    }

    /// <summary>K_A.</summary>
    public int A { get; }

    /// <summary>K_B.</summary>
    public int B { get; }

    /// <summary>wA.</summary>
    public double WeightA { get; }

    /// <summary>wB.</summary>
    public double WeightB { get; }

    /// <summary>a.</summary>
    public double SizeA { get; }

    /// <summary>b.</summary>
    public double SizeB { get; }

    /// <summary>The classes of A coincide exactly from this lambda on, wA/sqrt(a) (for K_A of at least 2).</summary>
    public double MergeA => WeightA / _rootA;

    /// <summary>The classes of B coincide exactly from this lambda on, wB/sqrt(b) (for K_B of at least 2).</summary>
    public double MergeB => WeightB / _rootB;

    /// <summary>The largest lambda at which the cluster means do not vanish (t1 = t2 = 0 from there on).</summary>
    public double MeansVanish
    {
        get
        {
            double high = 2 * Math.Max(MergeA, MergeB), low = Math.Min(MergeA, MergeB);
            while (MeanExcess(low) <= 0)
            {
                low /= 2;
            }

            for (int step = 0; step < 200 && high > Math.BitIncrement(low); step++)
            {
                double middle = (low + high) / 2;
                (low, high) = MeanExcess(middle) > 0 ? (middle, high) : (low, middle);
            }

            return high;
        }
    }

    /// <summary>The minimum at a penalty lambda, positive.</summary>
    public TwoClusterLogits At(double lambda)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambda);
        TwoClusterLogits flat = WithoutMeans(lambda);
        (double g1, double g2) = MeanGradient(flat);
        if (Norm(g1, g2) <= lambda)
        {
            return flat;
        }

        // A step from t = 0 in the direction of descent, shortened until it descends: from there the norm is smooth.
        double start = Value(flat, lambda), length = 1;
        TwoClusterLogits point;
        do
        {
            point = flat with { Mean1 = -length * g1 / (SizeA * Norm(g1, g2)), Mean2 = -length * g2 / (SizeB * Norm(g1, g2)) };
            length /= 2;
        }
        while (Value(point, lambda) >= start && length > 1e-16);
        return Newton(point, lambda, means: true);
    }

    /// <summary>The minimum whose |Z D^(1/2)|_* is the given radius, and its multiplier lambda.</summary>
    public (TwoClusterLogits Point, double Lambda) OnBall(double radius)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(radius);
        double low = 0, high = 0;
        double Excess(double log) => At(Math.Exp(log)).NuclearNorm(SizeA, SizeB) - radius;
        while (Excess(low) < 0)
        {
            low -= 4;
        }

        while (Excess(high) > 0)
        {
            high += 4;
        }

        double lambda = Math.Exp(Bisect(Excess, low, high));
        return (At(lambda), lambda);
    }

    /// <summary>The point between low (where f is positive) and high (where it is not) at which f changes sign.</summary>
    internal static double Bisect(Func<double, double> f, double low, double high)
    {
        for (int step = 0; step < 200; step++)
        {
            double middle = (low + high) / 2;
            if (middle == low || middle == high)
            {
                break;
            }

            (low, high) = f(middle) > 0 ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private double MeanExcess(double lambda)
    {
        (double g1, double g2) = MeanGradient(WithoutMeans(lambda));
        return Norm(g1, g2) - lambda;
    }

    private double Norm(double g1, double g2) => Math.Sqrt((g1 * g1 / SizeA) + (g2 * g2 / SizeB));

    private TwoClusterLogits WithoutMeans(double lambda) => Newton(new(A, B, 0, 0, 0, 0), lambda, means: false);

    private (double G1, double G2) MeanGradient(TwoClusterLogits point)
    {
        (_, double[] g, _) = TwoClusterDerivatives.OfLoss(point, WeightA, WeightB);
        return (g[1], g[3]);
    }

    private double Value(TwoClusterLogits p, double lambda) =>
        (A * WeightA * p.LossA) + (B * WeightB * p.LossB) + (lambda * p.NuclearNorm(SizeA, SizeB));

    // Contrasts switch off exactly at their thresholds, whatever the rest does.
    private TwoClusterLogits Newton(TwoClusterLogits point, double lambda, bool means)
    {
        bool[] active = [A > 1 && lambda < MergeA, means, B > 1 && lambda < MergeB, means];
        int[] index = [.. Enumerable.Range(0, 4).Where(i => active[i])];
        if (index.Length == 0)
        {
            return point;
        }

        double[] x = [point.ContrastA, point.Mean1, point.ContrastB, point.Mean2];
        double previous = double.PositiveInfinity;
        for (int iteration = 0; iteration < NewtonLimit; iteration++)
        {
            TwoClusterLogits at = new(A, B, x[0], x[2], x[1], x[3]);
            (double value, double[] g, Matrix h) = TwoClusterDerivatives.OfLoss(at, WeightA, WeightB);
            value += Penalty(x, lambda, means, g, h);
            double[] step = TwoClusterDerivatives.Solve(h, g, index);
            double slope = index.Sum(i => g[i] * step[i]), largest = index.Max(i => Math.Abs(step[i]) / (1 + Math.Abs(x[i])));
            double share = 1, noise = 1e-15 * Math.Abs(value);
            double[] next = Moved(x, step, share);
            while (Total(next, lambda, means) > value - (1e-4 * share * slope) + noise && share > 1e-12)
            {
                share /= 2;
                next = Moved(x, step, share);
            }

            x = next;

            // Quadratic convergence ends at rounding, where steps stop shrinking.
            if (largest <= 1e-15 || (largest < 1e-10 && largest > previous / 4))
            {
                break;
            }

            previous = largest;
        }

        return new(A, B, x[0], x[2], x[1], x[3]);
    }

    private static double[] Moved(double[] x, double[] step, double share) => [.. x.Zip(step, (a, s) => a - (share * s))];

    // The penalty without its kinks at zero contrasts: their minimiser is positive where they are active at all.
    private double Penalty(double[] x, double lambda, bool means, double[]? g, Matrix? h)
    {
        double value = lambda * (((A - 1) * _rootA * x[0]) + ((B - 1) * _rootB * x[2]));
        double tau = Math.Sqrt((SizeA * x[1] * x[1]) + (SizeB * x[3] * x[3]));
        if (g is not null && h is not null)
        {
            g[0] += lambda * (A - 1) * _rootA;
            g[2] += lambda * (B - 1) * _rootB;
            if (means)
            {
                double u = SizeA * x[1] / tau, v = SizeB * x[3] / tau;
                g[1] += lambda * u;
                g[3] += lambda * v;
                h[1, 1] += lambda * SizeA * SizeB * x[3] * x[3] / (tau * tau * tau);
                h[3, 3] += lambda * SizeA * SizeB * x[1] * x[1] / (tau * tau * tau);
                h[1, 3] -= lambda * u * v / tau;
                h[3, 1] -= lambda * u * v / tau;
            }
        }

        return value + (means ? lambda * tau : 0);
    }

    private double Total(double[] x, double lambda, bool means)
    {
        TwoClusterLogits at = new(A, B, x[0], x[2], x[1], x[3]);
        return (A * WeightA * at.LossA) + (B * WeightB * at.LossB) + Penalty(x, lambda, means, null, null);
    }
}
