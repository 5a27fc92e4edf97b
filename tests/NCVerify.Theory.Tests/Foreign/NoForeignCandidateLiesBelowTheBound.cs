using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Foreign;

/// <summary>
/// Over random problems of every kind: the rigorous lower bound is at most the objective of anything that an optimiser finds
/// that shares nothing with the product, and where the dual is tight the product's solution is certified. More problems, or
/// others: <c>dotnet test tests/NCVerify.Theory.Tests -c Release -- 'TestRunParameters.Parameter(name="problems", value="100")'
/// 'TestRunParameters.Parameter(name="seed", value="7")'</c>.
/// </summary>
[Parallelizable(ParallelScope.Children)]
public sealed class NoForeignCandidateLiesBelowTheBound
{
    // The foreign objective is a plain sum of some hundred terms, each good to some ten units: its own rounding.
    private const double ForeignRounding = 1e-13;
    private const double Sabotage = 1e-6;

    private static int Problems => TestContext.Parameters.Get("problems", 6);

    private static ulong Seed => TestContext.Parameters.Get("seed", 1UL);

    private static IEnumerable<TestCaseData> Families => RandomProblems.Families.Select((f, i) => new TestCaseData(i).SetArgDisplayNames(f.Name));

    [TestCaseSource(nameof(Families))]
    public void OverRandomProblems(int family)
    {
        (string name, bool tight, _) = RandomProblems.Families[family];
        int caught = 0;
        for (ulong seed = Seed; seed < Seed + (ulong)Problems; seed++)
        {
            Problem problem = RandomProblems.Make(family, seed);
            string where = $"{name}, seed {seed}: {problem}";
            double foreign = ForeignOptimiser.Best(problem, seed);
            LowerBound bound;
            if (Solvers.Certified.Supports(problem, out _))
            {
                CertifiedSolution solution = Solve.Certified(problem, Solvers.Certified, new Certifier(), seed);
                bound = solution.Bound;
                Assert.That(solution.GloballyOptimal || !tight, $"{where}: relative gap {solution.RelativeGap} by {bound.Certificate}");
            }
            else
            {
                Assert.That(tight, Is.False, $"{where}: no solver");
                bound = new Certifier().Bound(problem, Certificates.Candidates.Random(problem, 1, seed));
            }

            Assert.That(bound.Value, Is.Not.NaN);
            Assert.That(foreign, Is.Not.NaN);
            Assert.That(bound.Value, Is.NoMoreThan(foreign * (1 + ForeignRounding)), $"{where}: {bound.Certificate}, above by {bound.Value - foreign}");
            caught += bound.Value * (1 + Sabotage) > foreign * (1 + ForeignRounding) ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{name}: seeds {Seed} to {Seed + (ulong)Problems - 1}, {caught} of {Problems} would notice a bound raised by a millionth");
        Assert.That(!tight || caught >= (Problems + 1) / 2, $"{name}: a bound raised by {Sabotage} would be noticed in {caught} of {Problems} problems only");
    }

    [TestCaseSource(nameof(Families))]
    public void TheForeignGradientIsThatOfItsValue(int family)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            Problem problem = RandomProblems.Make(family, seed);
            var objective = new ForeignObjective(problem);
            var random = new CounterRandom(seed, 5);
            double[] x = [.. Enumerable.Range(0, objective.Length).Select(_ => random.NextGaussian())], gradient = new double[x.Length], scratch = new double[x.Length];
            objective.Search(x, gradient);
            for (int i = 0; i < x.Length; i++)
            {
                const double Step = 1e-5;
                double Shifted(double by)
                {
                    double[] moved = (double[])x.Clone();
                    moved[i] += by;
                    return objective.Search(moved, scratch);
                }

                double difference = (Shifted(Step) - Shifted(-Step)) / (2 * Step);
                Assert.That(gradient[i], Is.EqualTo(difference).Within(1e-6 * (1 + Math.Abs(difference) + (objective.Search(x, scratch) / 100))), $"seed {seed}, entry {i}: {problem}");
            }
        }
    }
}
