using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The global minimum of mean cross-entropy with nonnegative features, any class sizes (model of Dang, Tran, Nguyen and
/// Ho 2024; claims CE-RELU-1 to CE-RELU-5): (1/N) sum CE(W h_i, y_i) + lambdaW/2 |W|^2 + lambdaH/2 |H|^2, H at least 0
/// entrywise, no bias, feature dimension at least the number of active classes.
/// </summary>
public sealed class ReluCrossEntropy
{
    private readonly double[] _margins;
    private readonly double[] _offLabel;

    /// <summary>The minimum for the given class sizes.</summary>
    /// <exception cref="ArgumentException">Fewer than two sizes, or one below 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A penalty is not positive.</exception>
    public ReluCrossEntropy(IReadOnlyList<int> sizes, double lambdaW, double lambdaH)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Count < 2 || sizes.Any(n => n < 1))
        {
            throw new ArgumentException("There must be at least two classes with at least one sample each.", nameof(sizes));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambdaW);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambdaH);
        (Sizes, LambdaW, LambdaH) = ([.. sizes], lambdaW, lambdaH);
        Residuals = [.. sizes.Select(n => Total * Math.Sqrt(lambdaW * lambdaH * (K - 1) / (K * (double)n)))];
        _offLabel = [.. Residuals.Select(q => Math.Min(q, LargestResidual))];
        _margins = [.. Residuals.Select(q => q < LargestResidual ? Special.Log1p((K - 1 - (K * q)) / q) : 0)];
    }

    /// <summary>Class sizes n_1..n_K.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>Penalty of the classifier.</summary>
    public double LambdaW { get; }

    /// <summary>Penalty of every sample's feature.</summary>
    public double LambdaH { get; }

    /// <summary>Number of classes K.</summary>
    public int K => Sizes.Count;

    /// <summary>Number of samples N.</summary>
    public double Total => Sizes.Sum(n => (double)n);

    /// <summary>q_k = N sqrt(lambdaW lambdaH (K-1)/(K n_k)), before the cut at (K-1)/K.</summary>
    public IReadOnlyList<double> Residuals { get; }

    /// <summary>Whether q_k is below (K-1)/K, so that the class has nonzero features.</summary>
    public IReadOnlyList<bool> Active => [.. Residuals.Select(q => q < LargestResidual)];

    /// <summary>M_k = log((K-1)(1/q_k - 1)), own minus other logit; 0 for a collapsed class.</summary>
    public IReadOnlyList<double> Margins => _margins;

    /// <summary>|h_k|^2 = sqrt((K-1)/K lambdaW/(lambdaH n_k)) M_k.</summary>
    public IReadOnlyList<double> FeatureNorms2 =>
        [.. Sizes.Zip(_margins, (n, m) => Math.Sqrt((K - 1.0) / K * LambdaW / (LambdaH * n)) * m)];

    /// <summary>Cross-entropy of a sample of each class: -log(1 - q_k), log K for a collapsed class.</summary>
    public IReadOnlyList<double> ClassLosses =>
        [.. Residuals.Select((q, k) => q < LargestResidual ? -Special.Log1p(-_offLabel[k]) : Math.Log(K))];

    /// <summary>Mean cross-entropy at the minimum.</summary>
    public double CrossEntropyPart => Sizes.Zip(ClassLosses, (n, loss) => n * loss).Sum() / Total;

    /// <summary>
    /// The optimal objective sum_k (n_k/N) Ent(1-q_k, q_k/(K-1), ...). A lower bound of every candidate in every
    /// dimension; attained exactly when the dimension is at least the number of active classes.
    /// </summary>
    public double Objective => Sizes.Zip(_offLabel, (n, q) => n * LabelEntropy.Of(q, K)).Sum() / Total;

    /// <summary>W W' (K x K): sqrt(K lambdaH/((K-1) lambdaW)) sum_m sqrt(n_m) M_m (delta_im - 1/K)(delta_jm - 1/K).</summary>
    public Matrix ClassifierGram
    {
        get
        {
            double factor = Math.Sqrt(K * LambdaH / ((K - 1) * LambdaW));
            double[] a = [.. Sizes.Zip(_margins, (n, m) => Math.Sqrt(n) * m)];
            double shift = a.Sum() / ((double)K * K);
            return Matrix.Create(K, K, (i, j) => factor * ((i == j ? a[i] : 0) - ((a[i] + a[j]) / K) + shift));
        }
    }

    /// <summary>H'H of the class means (K x K): diagonal, the general orthogonal frame.</summary>
    public Matrix MeanGram => Matrix.Diagonal([.. FeatureNorms2]);

    /// <summary>W H at class level (K x K, column k = M_k (e_k - 1/K)).</summary>
    public Matrix Logits => Matrix.Create(K, K, (i, j) => _margins[j] * ((i == j ? 1.0 : 0.0) - (1.0 / K)));

    /// <summary>A class of at most this many samples collapses: N^2 lambdaW lambdaH K/(K-1) (CE-RELU-3).</summary>
    public double SizeThreshold => CollapseSize(Total, K, Math.Sqrt(LambdaW * LambdaH));

    /// <summary>N^2 lambda^2 K/(K-1): classes of at most this size collapse at penalty lambda = sqrt(lambdaW lambdaH).</summary>
    public static double CollapseSize(double total, int classes, double lambda) => total * total * lambda * lambda * classes / (classes - 1);

    /// <summary>sqrt(n_k (K-1)/K)/N per class: class k collapses from this lambda = sqrt(lambdaW lambdaH) on.</summary>
    public static double[] CollapsePenalties(IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        double total = sizes.Sum(n => (double)n);
        return [.. sizes.Select(n => Math.Sqrt(n * (sizes.Count - 1.0) / sizes.Count) / total)];
    }

    private double LargestResidual => (K - 1.0) / K;
}
