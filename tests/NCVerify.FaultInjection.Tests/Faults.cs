using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.FaultInjection.Tests;

/// <summary>The wrong solvers, certificates and closed forms that the specs must catch.</summary>
internal static class Faults
{
    /// <summary>Faults of a solver; each is tried on the second-order and on the first-order one.</summary>
    public static IEnumerable<(string Name, Func<Problem, ulong, ISolver, Candidate> Solve)> OfSolvers()
    {
        yield return ("returns -W", (p, seed, honest) => Solve(honest, p, seed) is var c ? c with { W = [.. c.W.Select(w => w.Scale(-1))] } : null!);
        yield return ("forgets 1/N", (p, seed, honest) => Solve(honest, WithoutMean(p), seed));
        yield return ("takes lambda squared for lambda", (p, seed, honest) => Solve(honest, p.LambdaW.Count == 0 ? DoubleSizes(p) : p.WithLambda(p.Lambda * p.Lambda), seed));
        yield return ("returns the simplex ETF for every problem", (p, _, _) => AlwaysEtf(p));
        yield return ("returns NaN", (p, _, _) => new([new Matrix(p.Classes, p.Dimension).Map(_ => double.NaN)], new Matrix(p.Dimension, p.Classes).Map(_ => double.NaN)));
        yield return ("stops early but says converged", (p, seed, honest) => Early(Solve(honest, p, seed)));
        yield return ("returns zero", (p, _, _) => new([new Matrix(p.Classes, p.Dimension)], new Matrix(p.Dimension, p.Classes)));
    }

    /// <summary>Faults of a closed form.</summary>
    public static IEnumerable<(string Name, Func<double, double> Change)> OfClosedForms()
    {
        yield return ("a sign", x => -x - 1e-3);
        yield return ("one per cent off", x => (1.01 * x) + 1e-3);
        yield return ("squared for unsquared", x => (x * x) + 1e-3);
        yield return ("NaN", _ => double.NaN);
    }

    /// <summary>Faults of the minimiser of free models, applied to the honest point.</summary>
    public static IEnumerable<(string Name, Func<FreeModel, IReadOnlyList<Matrix>, IReadOnlyList<Matrix>> Spoil)> OfMinimisers()
    {
        yield return ("returns its start", (model, _) => Start(model));
        yield return ("stops early but says converged", (model, point) => [.. point.Zip(Start(model), (p, s) => p + (2e-3 * s))]);
        yield return ("forgets the last class", (_, point) => [.. point.Select(p => Matrix.Create(p.Rows, p.Columns, (i, j) => p[i == p.Rows - 1 ? 0 : i, j]))]);
        yield return ("returns NaN", (_, point) => [.. point.Select(p => p.Map(_ => double.NaN))]);
        yield return ("returns zero", (_, point) => [.. point.Select(p => new Matrix(p.Rows, p.Columns))]);
    }

    /// <summary>Applies a change to every number of a prediction.</summary>
    public static Prediction Changed(Prediction prediction, Func<double, double> change)
    {
        var result = new Prediction();
        foreach ((string name, Quantity quantity) in prediction)
        {
            result.Add(name, Changed(quantity, change));
        }

        return result;
    }

    // A random point, the same for every call.
    private static Matrix[] Start(FreeModel model) => [.. model.Blocks.Select((b, i) => new CounterRandom(9, (ulong)i).GaussianMatrix(b.Count, b.Dimension))];

    private static Quantity Changed(Quantity quantity, Func<double, double> change) => quantity switch
    {
        Quantity.Scalar s => change(s.Value),
        Quantity.Vector v => v.Values.Select(change).ToArray(),
        Quantity.Table t => t.Values.Map(change),
        _ => quantity,
    };

    private static Candidate Solve(ISolver honest, Problem problem, ulong seed) => HonestRuns.Of(honest, problem, seed);

    // The mean problem solved as if it were the sum problem, or the other way round; the separation problem has no N to forget.
    private static Problem WithoutMean(Problem p) => p.LambdaW.Count == 0
        ? DoubleSizes(p)
        : p with { Reduction = p.Reduction == Reduction.Mean ? Reduction.Sum : Reduction.Mean };

    // Where no penalty can be got wrong, the class sizes can: a simple error of bookkeeping.
    private static Problem DoubleSizes(Problem p) => p with { Samples = [.. p.Samples.Select((n, k) => k == 0 ? n + 1 : n)] };

    private static Candidate AlwaysEtf(Problem p) => Points.FromLogits(p with { Samples = [.. p.Samples.Select(_ => 1)] }, Matrix.Centring(p.Classes).Scale(3)) is var c && p.Features == FeatureDomain.Nonnegative
        ? c with { H = c.H.Map(Math.Abs) }
        : c;

    private static Candidate Early(Candidate c)
    {
        Candidate near = Points.Perturbed(new Candidate(c.W, c.H), 2e-3);
        return near with { H = Matrix.Create(c.H.Rows, c.H.Columns, (i, j) => c.H[i, j] == 0 ? 2e-3 : near.H[i, j]) };
    }
}
