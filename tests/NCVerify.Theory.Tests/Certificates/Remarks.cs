using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Certificates;

/// <summary>Which certificate bounds which problem, and what it says where it cannot be tight.</summary>
public sealed class Remarks
{
    private static readonly Problem Plain = Problem.CrossEntropy([4, 4, 4], 0.01, 0.01);
    private static readonly Problem Squared = Plain with { Loss = Loss.Mse };

    private static IEnumerable<TestCaseData> Named()
    {
        yield return Case("balanced", Plain, "CERT-1", "");
        yield return Case("uneven", Problem.CrossEntropy([5, 4, 4], 0.01, 0.01), "CERT-3", "");
        yield return Case("weighted", Plain with { Weights = [1, 2, 3] }, "CERT-3", "");
        yield return Case("temperature", Plain with { Temperature = [1, 2, 3] }, "CERT-3", "");
        yield return Case("offset", Plain with { Offset = [0, 1, 0] }, "CERT-3", "");
        yield return Case("free bias", Plain with { Bias = BiasKind.Free }, "CERT-2", "");
        yield return Case("penalised bias", Plain with { Bias = BiasKind.Regularized, LambdaB = 0.1 }, "CERT-2", "");
        yield return Case("dimension K - 1", Plain with { Dimension = 2 }, "CERT-1", "");
        yield return Case("dimension below K - 1", Plain with { Dimension = 1 }, "CERT-1", "below K - 1");
        yield return Case("nonnegative", Plain with { Features = FeatureDomain.Nonnegative }, "CERT-6", "");
        yield return Case("nonnegative, dimension below K", Plain with { Features = FeatureDomain.Nonnegative, Dimension = 2 }, "CERT-6", "number of classes");
        yield return Case("separation", Problem.Separation([4, 2, 1]), "CERT-5", "");
        yield return Case("separation, dimension below K - 1", Problem.Separation([4, 2, 1]) with { Dimension = 1 }, "CERT-5", "below K - 1");
        yield return Case("separation, nonnegative", Problem.Separation([4, 2, 1]) with { Features = FeatureDomain.Nonnegative }, "CERT-5", "nonnegativity");
        yield return Case("layer-peeled", new Problem { Model = ProblemModel.LayerPeeled, Samples = [4, 4, 4], Dimension = 3, EnergyW = 1, EnergyH = 1 }, "CERT-4", "");
        yield return Case("squared error", Squared, "MSE-G3", "");
        yield return Case("squared error, nonnegative", Squared with { Features = FeatureDomain.Nonnegative }, "MSE-G3", "nonnegativity");
        yield return Case("squared error, penalised bias", Squared with { Bias = BiasKind.Regularized, LambdaB = 0.1 }, "MSE-G1", "");
        yield return Case("squared error, penalised bias, dimension below K", Squared with { Bias = BiasKind.Regularized, LambdaB = 0.1, Dimension = 2 }, "MSE-G1", "below K");
        yield return Case("two layers", Plain with { Layers = 2, LambdaW = [0.01, 0.01] }, "MSE-G4", "never tight");
    }

    [TestCaseSource(nameof(Named))]
    public void EveryKindOfProblemHasItsCertificate(Problem problem, string certificate, string remark)
    {
        LowerBound bound = new Certifier().Bound(problem, Small(problem));
        Assert.That(bound.Certificate.TrimEnd('\''), Is.EqualTo(certificate));
        Assert.That(bound.Reason, remark.Length == 0 ? Is.Empty : Does.Contain(remark));
        Assert.That(bound.Value, Is.InRange(0, double.MaxValue));
    }

    [Test]
    public void WithoutSnappingNoCertificateHasAPrime()
    {
        foreach (Problem problem in new[] { Plain, Squared, Plain with { Bias = BiasKind.Free } })
        {
            Assert.That(new Certifier { Snapping = false }.Bound(problem, Small(problem)).Certificate, Does.Not.EndWith("'"));
        }
    }

    private static TestCaseData Case(string name, Problem problem, string certificate, string remark) =>
        new TestCaseData(problem, certificate, remark).SetArgDisplayNames(name);

    private static Candidate Small(Problem problem)
    {
        Candidate random = Candidates.Random(problem, 0.1, 3);
        IReadOnlyList<Matrix> layers = problem.Layers == 1 ? random.W : [new CounterRandom(4).GaussianMatrix(problem.Dimension, problem.Dimension, 0.1), .. random.W];
        return random with { W = layers, Bias = problem.Bias == BiasKind.None ? null : new double[problem.Classes] };
    }
}
