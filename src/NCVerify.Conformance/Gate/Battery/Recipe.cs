using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Conformance.Gate;

/// <summary>How one problem of the battery is drawn.</summary>
internal sealed record Recipe(string Id, GateLevel Level, string About, Func<Draws, Problem> Problem, ExpectedGeometry Expected, params IReadOnlyList<string> Claims)
{
    // Six digits: legible, far finer than the two per cent beside a threshold, and the same where the last bit of a power is not.
    public GateProblem Draw(CounterRandom random) => Problem(new Draws(random)) is var p
        ? new(Id, Level, About, p with { LambdaW = [.. p.LambdaW.Select(x => Draws.Round(x, 6))], LambdaH = Draws.Round(p.LambdaH, 6) }, Expected, Claims)
        : null!;
}

/// <summary>The random choices of a recipe.</summary>
internal sealed class Draws(CounterRandom random)
{
    /// <summary>A whole number from low to high, both included.</summary>
    public int Whole(int low, int high) => low + random.NextInt(high - low + 1);

    /// <summary>A number between low and high, uniform on a logarithmic scale, of three digits so that files stay legible.</summary>
    public double Between(double low, double high) => Round(low * Math.Pow(high / low, random.NextDouble()), 3);

    /// <summary>K numbers as <see cref="Between"/>.</summary>
    public double[] List(int count, double low, double high) => [.. Enumerable.Range(0, count).Select(_ => Between(low, high))];

    /// <summary>K equal sizes.</summary>
    public static int[] Balanced(int classes, int n) => [.. Enumerable.Repeat(n, classes)];

    /// <summary>m classes of size ratio * n, then k of size n.</summary>
    public static int[] Step(int m, int k, int ratio, int n) => [.. Enumerable.Repeat(ratio * n, m), .. Enumerable.Repeat(n, k)];

    /// <summary>Sizes that fall geometrically from largest to smallest.</summary>
    public static int[] LongTail(int classes, int largest, int smallest) =>
        [.. Enumerable.Range(0, classes).Select(k => (int)Math.Round(largest * Math.Pow((double)smallest / largest, k / (classes - 1.0))))];

    /// <summary>Sizes of which no two are equal, in no order.</summary>
    public int[] Distinct(int classes, int most)
    {
        int[] pool = [.. Enumerable.Range(1, most)];
        for (int i = 0; i < classes; i++)
        {
            int j = Whole(i, most - 1);
            (pool[i], pool[j]) = (pool[j], pool[i]);
        }

        return pool[..classes];
    }

    /// <summary>Cross-entropy whose penalty sqrt(lambdaW lambdaH) is the given share of the one from which on zero is optimal; the two differ by up to a factor of 10.</summary>
    public Problem AtShare(int[] samples, double share, int? dimension = null)
    {
        double lambda = share * ZeroThreshold(samples), ratio = Between(0.3, 3);
        return Problem.CrossEntropy(samples, lambda * ratio, lambda / ratio, dimension);
    }

    /// <summary>Mean loss: zero is optimal from sqrt(lambdaMax(P D P)) / N on (SELI-15; 1/(K sqrt n) when balanced, WD-2).</summary>
    public static double ZeroThreshold(int[] samples) => Math.Sqrt(new Seli(samples).Spectrum.Eigenvalues.Max()) / samples.Sum();

    /// <summary>The number with so many significant digits.</summary>
    public static double Round(double x, int digits) => Exact.TryParse(Exact.Format(x, digits), out double rounded) ? rounded : x;
}
