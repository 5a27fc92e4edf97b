using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.Specs.Certificates;

/// <summary>Candidates of every quality that certificates are put before.</summary>
internal static class CertificateSettings
{
    /// <summary>Points near and far from a minimiser: rounding, noise of several sizes, scaled, zero, random, swapped classes.</summary>
    public static IEnumerable<Candidate> Around(Problem problem, Candidate minimiser)
    {
        yield return minimiser;
        foreach (double noise in new[] { 1e-8, 1e-5, 1e-3, 1e-1, 1 })
        {
            yield return Points.Perturbed(minimiser, noise);
        }

        foreach (double factor in new[] { 0, 0.5, 0.999, 1.001, 2, 50 })
        {
            yield return new Candidate([.. minimiser.W.Select(w => w.Scale(factor))], minimiser.H);
        }

        yield return new Candidate([minimiser.W[0].Scale(-1)], minimiser.H);
        for (ulong seed = 1; seed <= 5; seed++)
        {
            yield return Points.Random(problem, seed);
        }
    }
}
