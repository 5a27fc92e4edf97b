using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Conformance.Gate;

/// <summary>Distance of a solution to the geometry that the theory names for its problem; from W and H alone.</summary>
public static class NamedGeometry
{
    /// <summary>
    /// The largest of the scale-free distances of W W', M'M and the logits without bias; for <see cref="ExpectedGeometry.Zero"/>
    /// the Frobenius norm of the logits; for <see cref="ExpectedGeometry.SmallestClassesMerge"/> the largest difference among
    /// classifiers and among class means of the smallest classes, relative to the longest. NaN where none is named.
    /// </summary>
    public static double Distance(ExpectedGeometry expected, Problem problem, Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(candidate);
        Matrix w = candidate.W.Skip(1).Aggregate(candidate.W[0], (product, layer) => layer * product), h = candidate.H;
        int k = problem.Classes;
        return expected switch
        {
            ExpectedGeometry.Zero => (w * h).FrobeniusNorm(),
            ExpectedGeometry.SimplexEtf => To(new SimplexEtf(k), w, h),
            ExpectedGeometry.Seli => To(new Seli(problem.Samples), w, h),
            ExpectedGeometry.CentredOrthogonalFrame => Largest(w, h, Matrix.Centring(k), Matrix.Identity(k), Matrix.Centring(k)),
            ExpectedGeometry.SmallestClassesMerge => Difference(problem, w, h),
            _ => double.NaN,
        };
    }

    /// <summary>Distance to the simplex ETF, whatever the problem.</summary>
    internal static double ToEtf(Candidate candidate) => To(new SimplexEtf(candidate.H.Columns), candidate.W[0], candidate.H);

    private static double To(Geometry geometry, Matrix w, Matrix h) => Largest(w, h, geometry.ClassifierGram, geometry.MeanGram, geometry.Logits);

    private static double Largest(Matrix w, Matrix h, Matrix classifiers, Matrix means, Matrix logits) => new[]
    {
        GeometryDistance.Of(w * w.Transpose(), classifiers), GeometryDistance.Of(h.Transpose() * h, means), GeometryDistance.Of(w * h, logits),
    }.Max(x => double.IsNaN(x) ? double.PositiveInfinity : x);

    private static double Difference(Problem problem, Matrix w, Matrix h)
    {
        int[] smallest = [.. Enumerable.Range(0, problem.Classes).Where(k => problem.Samples[k] == problem.Samples.Min())];
        return Math.Max(Spread([.. smallest.Select(k => w.Row(k).ToArray())], w.Transpose()), Spread([.. smallest.Select(h.Column)], h));
    }

    private static double Spread(double[][] vectors, Matrix columns)
    {
        double longest = Enumerable.Range(0, columns.Columns).Max(j => Norm(columns.Column(j)));
        return longest == 0 ? 0 : vectors.Max(v => Norm([.. v.Zip(vectors[0], (a, b) => a - b)])) / longest;
    }

    private static double Norm(double[] v) => Math.Sqrt(v.Sum(x => x * x));
}
