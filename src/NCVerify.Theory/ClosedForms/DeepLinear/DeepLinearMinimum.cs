namespace NCVerify.Theory;

/// <summary>
/// The global minimum of 1/(2N) |W_M ... W_1 H (+ b 1') - Y|^2 + sum lambda_m/2 |W_m|^2 + lambdaH/2 |H|^2 for any class sizes
/// and least width R, without bias or with a free one (claims MSE-A1 to MSE-A4, MSE-C1 to MSE-C5): the R largest singular
/// values of the target D^(1/2) (I - s s'/N with a free bias) are fitted one by one, the others are left at zero.
/// </summary>
public sealed class DeepLinearMinimum
{
    private readonly double[] _targets;

    /// <summary>The minimum for class sizes n, penalties of the layers (nearest the features first) and of the features.</summary>
    /// <param name="sizes">n_1..n_K, positive; they need not be integers.</param>
    /// <param name="lambdaW">One penalty per layer.</param>
    /// <param name="lambdaH">Penalty of every sample's feature.</param>
    /// <param name="freeBias">Whether there is a bias without penalty.</param>
    /// <param name="rank">The least width R; null when no width is below K.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive.</exception>
    public DeepLinearMinimum(IReadOnlyList<double> sizes, IReadOnlyList<double> lambdaW, double lambdaH, bool freeBias = false, int? rank = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(lambdaW);
        ArgumentOutOfRangeException.ThrowIfLessThan(lambdaW.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rank ?? 1, 1);
        (Sizes, LambdaW, LambdaH, Total) = (sizes, lambdaW, lambdaH, sizes.Sum());
        Rank = Math.Min(rank ?? sizes.Count, sizes.Count - (freeBias ? 1 : 0));
        Product = lambdaW.Aggregate(lambdaH, (x, y) => x * y);
        _targets = freeBias ? SecularRoots.Of(sizes) : [.. sizes.OrderDescending()];
        Fits = [.. _targets.Take(Rank).Select(Fit)];
    }

    /// <summary>Class sizes.</summary>
    public IReadOnlyList<double> Sizes { get; }

    /// <summary>Penalties of the layers.</summary>
    public IReadOnlyList<double> LambdaW { get; }

    /// <summary>Penalty of the features.</summary>
    public double LambdaH { get; }

    /// <summary>Number N of samples.</summary>
    public double Total { get; }

    /// <summary>Most singular values that can be fitted.</summary>
    public int Rank { get; }

    /// <summary>Product of all penalties.</summary>
    public double Product { get; }

    /// <summary>Squares of the target's singular values, largest first (without the zero one of a free bias).</summary>
    public IReadOnlyList<double> TargetSquares => _targets;

    /// <summary>The fits of the R largest ones.</summary>
    public IReadOnlyList<SingularValueFit> Fits { get; }

    /// <summary>The optimal objective.</summary>
    public double Objective => Fits.Sum(f => f.Value) + _targets.Skip(Rank).Sum(t => t / (2 * Total));

    /// <summary>The fit of a class of that size without bias (or of that squared singular value).</summary>
    public SingularValueFit Fit(double square) => new(LambdaW.Count, Total, Product, square);

    /// <summary>tau^(M-m+1)/(lambda_M ... lambda_m): squared singular value of W_M ... W_m, m from 1.</summary>
    public double ProductSquare(SingularValueFit fit, int m)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return LambdaW.Skip(m - 1).Aggregate(1.0, (x, lambda) => x * (fit.Tau / lambda));
    }

    /// <summary>tau^m/(lambdaH lambda_1 ... lambda_(m-1)): squared singular value of the features entering layer m, scaled by the roots of the sizes.</summary>
    public double FeatureSquare(SingularValueFit fit, int m)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return LambdaW.Take(m - 1).Aggregate(fit.Tau / LambdaH, (x, lambda) => x * (fit.Tau / lambda));
    }
}
