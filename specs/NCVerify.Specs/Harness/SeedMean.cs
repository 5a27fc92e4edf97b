using MathNet.Numerics.Distributions;
using NCVerify.Conformance;
using NCVerify.Numerics;

namespace NCVerify.Specs.Harness;

/// <summary>
/// Mean of a number over the seeds of a stochastic experiment, with the interval of Student's t that holds the true mean with
/// probability 0.95 if seeds are independent and the number is normally distributed over them.
/// </summary>
/// <param name="Values">One per seed, at least two; a NaN among them makes mean and interval NaN, which no comparison holds.</param>
internal sealed record SeedMean(IReadOnlyList<double> Values)
{
    /// <summary>Probability that the interval holds the true mean.</summary>
    public const double Confidence = 0.95;

    /// <summary>Arithmetic mean.</summary>
    public double Mean => Values.Average();

    /// <summary>Lower end of the interval.</summary>
    public double Low => Mean - HalfWidth;

    /// <summary>Upper end of the interval.</summary>
    public double High => Mean + HalfWidth;

    /// <summary>Mean, lower and upper end, as evidence has them: a bound that all three hold is held by the interval.</summary>
    public double[] Triple => [Mean, Low, High];

    private double HalfWidth => StudentT.InvCDF(0, 1, Values.Count - 1, 0.5 * (1 + Confidence)) * Math.Sqrt(Variance / Values.Count);

    private double Variance => Values.Sum(x => (x - Mean) * (x - Mean)) / (Values.Count - 1);

    /// <summary>A number of each run.</summary>
    /// <exception cref="OracleException">Fewer than two runs.</exception>
    public static SeedMean Of<T>(IReadOnlyCollection<T> runs, Func<T, double> number) => runs.Count >= 2
        ? new([.. runs.Select(number)])
        : throw new OracleException("a mean over seeds needs two runs or more: name them in the experiment's file.");

    /// <summary>What is measured, in words for evidence.</summary>
    public string Name(string experiment, string quantity) => $"{experiment}: {quantity}; mean over {Exact.Format(Values.Count)} seeds, lower and upper end of its 95 per cent $t$-interval";

    /// <summary>Mean and interval as a cell of a table.</summary>
    public FigureCell Cell => new(Mean) { Low = Low, High = High };

    /// <summary>Means as a series, with the intervals as its band.</summary>
    public static Series Series(string name, IReadOnlyList<double> x, IReadOnlyList<SeedMean> means) => new($"{name}, mean of {Exact.Format(means[0].Values.Count)} seeds, 95 % band", SeriesRole.Measured, x, [.. means.Select(m => m.Mean)])
    {
        Low = [.. means.Select(m => m.Low)],
        High = [.. means.Select(m => m.High)],
    };

    /// <summary>The same for positive numbers on a logarithmic axis: means and intervals of the logarithms, so that no edge falls below zero.</summary>
    public static Series LogarithmicSeries(string name, IReadOnlyList<double> x, IReadOnlyList<SeedMean> means)
    {
        Series logs = Series(name, x, [.. means.Select(m => new SeedMean([.. m.Values.Select(v => Math.Log(v))]))]);
        return logs with { Y = Exponentials(logs.Y), Low = Exponentials(logs.Low!), High = Exponentials(logs.High!) };
    }

    private static double[] Exponentials(IReadOnlyList<double> logs) => [.. logs.Select(x => Math.Exp(x))];
}
