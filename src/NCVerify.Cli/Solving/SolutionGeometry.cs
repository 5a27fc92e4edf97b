using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Cli.Solving;

/// <summary>The named geometry nearest to a solution.</summary>
internal static class SolutionGeometry
{
    /// <summary>
    /// Distance to a geometry: the largest of the distances of the classifiers' Gram, the class means' Gram and the logits
    /// (without bias), each scaled to Frobenius norm 1; features as they are, not centred. Several layers count as their
    /// product. The general orthogonal frame takes the solution's own lengths. Null where the solution is zero.
    /// </summary>
    public static GeometryMatch? Nearest(CertifiedSolution solution)
    {
        Candidate candidate = solution.Run.Candidate;
        Matrix w = candidate.W.Skip(1).Aggregate(candidate.W[0], (product, layer) => layer * product), h = candidate.H;
        (Matrix Classifiers, Matrix Means, Matrix Logits) own = (w * w.Transpose(), h.Transpose() * h, w * h);
        int k = own.Means.Rows;
        double[] wLengths = Lengths(own.Classifiers), hLengths = Lengths(own.Means);
        if (wLengths.All(x => x == 0) || hLengths.All(x => x == 0))
        {
            return null;
        }

        Geometry[] named = [new OrthogonalFrame(k), new SimplexEtf(k), new Seli(solution.Problem.Samples), new GeneralOrthogonalFrame(wLengths, hLengths)];
        (string Name, double Distance)[] ranked = [.. named
            .Select(g => (g.Name, Distance: Math.Max(GeometryDistance.Of(own.Classifiers, g.ClassifierGram), Math.Max(GeometryDistance.Of(own.Means, g.MeanGram), GeometryDistance.Of(own.Logits, g.Logits)))))
            .Where(g => double.IsFinite(g.Distance))
            .OrderBy(g => g.Distance)];
        return ranked.Length == 0 ? null : new(ranked[0].Name, new OrderedDictionary<string, double>(ranked.Select(g => KeyValuePair.Create(g.Name, g.Distance)), StringComparer.Ordinal));
    }

    private static double[] Lengths(Matrix gram) => [.. Enumerable.Range(0, gram.Rows).Select(i => Math.Sqrt(gram[i, i]))];
}
