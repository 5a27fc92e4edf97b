namespace NCVerify.Theory;

/// <summary>
/// Critical points of squared error without bias: a subset A of classes is fitted, the others are zero. Values and the most
/// negative Hessian eigenvalues (claims MSE-H1 and MSE-H2).
/// </summary>
public static class CriticalSubsets
{
    /// <summary>
    /// One layer, width d: the smallest Hessian eigenvalue, 0 where none is negative. Directions of descent are switching on
    /// an absent class where a dimension is free, and swapping an active class j for an absent one k.
    /// </summary>
    public static double OneLayerCurvature(IReadOnlyList<int> sizes, IReadOnlyCollection<int> active, int dimension, double lambdaW, double lambdaH)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(active);
        double total = sizes.Sum(n => (double)n), ratio = Math.Sqrt(lambdaH / lambdaW), least = 0;
        foreach (int k in Enumerable.Range(0, sizes.Count).Where(k => !active.Contains(k)))
        {
            if (active.Count < dimension)
            {
                double half = (lambdaW - lambdaH) / 2;
                least = Math.Min(least, ((lambdaW + lambdaH) / 2) - Math.Sqrt((half * half) + (sizes[k] / (total * total))));
            }

            foreach (int j in active)
            {
                double tilt = ((1 / ratio) - ratio) / 2;
                least = Math.Min(least, ((Math.Sqrt(sizes[j]) * (ratio + (1 / ratio)) / 2) - Math.Sqrt((sizes[j] * tilt * tilt) + sizes[k])) / total);
            }
        }

        return least;
    }

    /// <summary>Two or more layers: the eigenvalue of swapping the active class j (at its larger root) for the absent class k.</summary>
    public static double SwapCurvature(DeepLinearMinimum model, int j, int k)
    {
        ArgumentNullException.ThrowIfNull(model);
        SingularValueFit fit = model.Fit(model.Sizes[j]);
        double tau = fit.LocalTau, pull = Math.Sqrt(model.Sizes[j]) * fit.LocalZ / (model.Total * tau);
        double a = pull * model.LambdaW[^1], c = pull * model.LambdaH;
        double e = Math.Sqrt(model.Sizes[k]) / model.Total * model.LambdaW.SkipLast(1).Aggregate(1.0, (x, lambda) => x * Math.Sqrt(tau / lambda));
        return ((a + c) / 2) - Math.Sqrt(((a - c) * (a - c) / 4) + (e * e));
    }

    /// <summary>The objective with the classes of A at their larger roots and the others at zero.</summary>
    public static double Value(DeepLinearMinimum model, IReadOnlyCollection<int> active)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Enumerable.Range(0, model.Sizes.Count).Sum(k => active.Contains(k) ? model.Fit(model.Sizes[k]).LocalValue : model.Sizes[k] / (2 * model.Total));
    }
}
