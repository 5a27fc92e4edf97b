using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Neural regression collapse (Andriopoulos, Dong, Guo, Zhao and Ross, NeurIPS 2024): features of a network with n real
/// targets fall into the span of their n principal components (NRC1), into the row space of the last layer (NRC2), and W W'
/// takes the shape of Sigma^(1/2) - sqrt(gamma) I with the covariance Sigma of the targets (NRC3).
/// </summary>
public static class RegressionMeasurement
{
    private const string TooFew = "the features span fewer dimensions than there are targets";

    /// <summary>Measures in three passes over the features; memory O(d^2).</summary>
    /// <param name="features">Features, N x d, d at most 4096.</param>
    /// <param name="targets">Targets, N x n, n below d.</param>
    /// <param name="weights">The last layer, n x d, for NRC2 and NRC3; null without one.</param>
    /// <param name="cancellation">Ends the reading early.</param>
    /// <exception cref="FeatureFileException">A file cannot be read, or a number is not finite.</exception>
    /// <exception cref="MeasureException">Numbers of samples differ, or dimensions do not fit.</exception>
    public static RegressionReport Run(FeatureSource features, FeatureSource targets, Matrix? weights = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(targets);
        Check(features, targets, weights);
        (int d, int n) = (features.Dimension, targets.Dimension);
        SecondMoments h = SecondMoments.Collect(features, cancellation), y = SecondMoments.Collect(targets, cancellation);
        var list = new MetricList();
        foreach ((bool centred, string id, string text) in new[] { (true, "centred", "h minus the mean of all h, then scaled to length 1"), (false, "raw", "h scaled to length 1, not centred") })
        {
            Matrix? components = PrincipalComponents(centred ? h.Scatter : h.RawScatter(features.Samples), n);
            Matrix? rows = weights is null ? null : RowSpace(weights);
            double[] centre = centred ? h.Mean : new double[d];
            double?[] outside = SubspaceResiduals.Of(features, centre, [components, rows], cancellation);
            list.Add("nrc1." + id, outside[0], $"mean over samples of the squared length outside the span of the first n principal components; {text}", TooFew + ", or a sample has length 0");
            if (weights is not null)
            {
                list.Add("nrc2." + id, outside[1], $"mean over samples of the squared length outside the row space of W; {text}", "the rows of W depend on each other, or a sample has length 0");
            }
        }

        if (weights is not null && n > 1)
        {
            double? shape = TargetShape.Distance(weights, y.Scatter.Scale(1.0 / targets.Samples), out double gamma);
            list.Add("nrc3.symmetric", shape, $"min over gamma from 0 to the least eigenvalue of Sigma of |WW'/|WW'|_F - R/|R|_F|_F^2, R = Sigma^(1/2) - sqrt(gamma) I with the symmetric root, Sigma the covariance (1/N) of the targets{(shape is null ? string.Empty : $"; gamma = {Exact.Format(gamma, 4)}")}", "W or the targets' covariance is zero");
        }

        string[] notes = n == 1 && weights is not null ? ["One target: nrc3 compares 1 x 1 matrices of norm 1 and says nothing, so it is left out."] : [];
        return new(features.Samples, d, n, list.Metrics, [.. notes, .. list.Warnings]);
    }

    private static void Check(FeatureSource features, FeatureSource targets, Matrix? weights)
    {
        (int d, int n) = (features.Dimension, targets.Dimension);
        if (features.Samples != targets.Samples || features.Samples < 2)
        {
            throw new MeasureException($"{features.Name} holds {features.Samples} samples and {targets.Name} holds {targets.Samples} targets; as many of both are needed, at least two.");
        }

        if (d > WithinScatter.LargestDimension || n >= d)
        {
            throw new MeasureException($"{features.Name} has features of dimension {d} and {targets.Name} targets of dimension {n}; at most {WithinScatter.LargestDimension} features and fewer targets than features are measured.");
        }

        if (weights is not null && (weights.Rows != n || weights.Columns != d))
        {
            throw new MeasureException($"The weights are {weights.Rows} x {weights.Columns}; with {n} targets and features of dimension {d} they must be {n} x {d}.");
        }
    }

    // Orthonormal rows n x d; null where the n-th is not told from rounding.
    private static Matrix? PrincipalComponents(Matrix scatter, int n)
    {
        SymmetricEigen eigen = SymmetricEigen.Decompose(scatter);
        int d = scatter.Rows;
        double rounding = d * Math.ScaleB(1, -52) * eigen.Values[^1];
        return eigen.Values[d - n] > rounding ? Matrix.Create(n, d, (i, j) => eigen.Vectors[j, d - 1 - i]) : null;
    }

    private static Matrix? RowSpace(Matrix weights)
    {
        double[][] rows = [.. Enumerable.Range(0, weights.Rows).Select(i => weights.Row(i).ToArray())];
        PivotedOrthogonalisation span = PivotedOrthogonalisation.Decompose(rows, Gram.RowNorms(weights).Max() * Math.ScaleB(1, -48));
        return span.Rank == weights.Rows ? new Matrix(span.Rank, weights.Columns, [.. span.Q.SelectMany(q => q)]) : null;
    }
}
