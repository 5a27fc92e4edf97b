using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Hl1 = NCVerify.Claims.Hong2023.WithinClassCollapse;

namespace NCVerify.Specs.Hong2023;

/// <summary>HL-1: features of a class coincide for every class-size vector, with and without bias.</summary>
public sealed class WithinClassCollapse : ClaimSpec<Hl1>
{
    private static IEnumerable<TestCaseData> Problems => ImbalanceSettings.Uneven();

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void SamplesOfAClassEndAtOnePoint(Problem problem) => Check(problem, RandomStartSolution(problem).Run.Candidate.SampleFeatures!);

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void OneFeaturePerClassLosesNothing(Problem problem)
    {
        CertifiedSolution classLevel = CertifiedSolution(problem), samples = RandomStartSolution(problem);
        Expect("objective of all samples minus that of one feature per class", samples.Objective - classLevel.Objective).ToBeZero(Within.Of(1e-14, "objective error is quadratic in the gradient, 1e-10"));
        Expect("logits, all samples against one feature per class", samples.Z).ToEqual(classLevel.Z, Within.FirstOrder);
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void NoSampleLevelPointLiesBelowIt(Problem problem)
    {
        CertifiedSolution classLevel = CertifiedSolution(problem);
        var random = new CounterRandom(3);
        double[] excess = [.. new[] { 1e-4, 1e-2, 1.0 }.Select(noise => Objective.Evaluate(problem, classLevel.Run.Candidate with { SampleFeatures = Noisy(classLevel, noise, random) }) - classLevel.Bound.Value)];
        Expect("objective of scattered samples minus the bound of the class-level point", excess).ToBeAtLeast(0, Within.Of(0, "a rigorous bound"));
    }

    [Oracle(OracleKind.Solver), Control, TestCaseSource(nameof(Problems))]
    public void ScatteredSamplesFailTheSameCheck(Problem problem) => Check(problem, Noisy(RandomStartSolution(problem), 1e-2, new CounterRandom(5)));

    private void Check(Problem problem, Matrix samples)
    {
        IReadOnlyList<double> expected = Predict(("n", problem.Samples)).Vector("withinClassShare");
        double[] shares = [.. Enumerable.Range(0, problem.Classes).Select(k => Share(samples, problem.Samples, k))];
        Expect("within-class share of the features' energy, per class", shares).ToEqual(expected.ToArray(), Within.Of(1e-19, "squares of first-order errors; 2e-22 was seen"));
    }

    private static double Share(Matrix samples, IReadOnlyList<int> sizes, int k)
    {
        int start = sizes.Take(k).Sum();
        Matrix block = Matrix.Create(samples.Rows, sizes[k], (i, j) => samples[i, start + j]);
        return Grams.WithinClassShare(block, [sizes[k]]);
    }

    private static Matrix Noisy(CertifiedSolution s, double noise, CounterRandom random)
    {
        Matrix features = s.Run.Candidate.SampleFeatures ?? Measured.Repeated(s.H, s.Problem.Samples);
        return features + random.GaussianMatrix(features.Rows, features.Columns, noise);
    }
}
