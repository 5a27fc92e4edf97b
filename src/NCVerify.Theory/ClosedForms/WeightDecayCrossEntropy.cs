using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The global minimum of mean cross-entropy with weight decay on classifiers and features, balanced classes (model of
/// Zhu et al. 2021; claims WD-1 and WD-2):
/// (1/N) sum CE(W h_i + b, y_i) + lambdaW/2 |W|^2 + lambdaH/2 |H|^2 + lambdaB/2 |b|^2, N = n K, feature dimension at least K - 1.
/// </summary>
public sealed class WeightDecayCrossEntropy
{
    /// <summary>The minimum for K classes of n samples each.</summary>
    /// <param name="classes">K, at least 2.</param>
    /// <param name="perClass">n, at least 1.</param>
    /// <param name="lambdaW">Penalty of the classifier, positive.</param>
    /// <param name="lambdaH">Penalty of every sample's feature, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public WeightDecayCrossEntropy(int classes, int perClass, double lambdaW, double lambdaH)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambdaW);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambdaH);
        (K, Samples, LambdaW, LambdaH) = (classes, perClass, lambdaW, lambdaH);
    }

    /// <summary>Number of classes K.</summary>
    public int K { get; }

    /// <summary>Samples per class n.</summary>
    public int Samples { get; }

    /// <summary>Penalty of the classifier.</summary>
    public double LambdaW { get; }

    /// <summary>Penalty of every sample's feature.</summary>
    public double LambdaH { get; }

    /// <summary>lambda = sqrt(lambdaW lambdaH).</summary>
    public double Lambda => Math.Sqrt(LambdaW * LambdaH);

    /// <summary>The minimiser is zero from lambda = 1/(K sqrt n) on (WD-2).</summary>
    public double ZeroThreshold => 1 / (K * Math.Sqrt(Samples));

    /// <summary>Whether the unique minimiser is W = H = 0.</summary>
    public bool Collapsed => Lambda >= ZeroThreshold;

    /// <summary>M = log(1/(lambda sqrt n) - K + 1), the gap between own and other logits; 0 when collapsed.</summary>
    public double Margin
    {
        get
        {
            double scaled = Lambda * Math.Sqrt(Samples);
            return Collapsed ? 0 : Special.Log1p((1 - (scaled * K)) / scaled);
        }
    }

    /// <summary>q = lambda sqrt(n) (K-1), the probability off the label; (K-1)/K when collapsed.</summary>
    public double OffLabel => Collapsed ? (K - 1.0) / K : Lambda * Math.Sqrt(Samples) * (K - 1);

    /// <summary>Squared norm of each classifier.</summary>
    public double ClassifierNorm2 => Math.Sqrt(Samples * LambdaH / LambdaW) * Margin * (K - 1) / K;

    /// <summary>Squared norm of each feature.</summary>
    public double FeatureNorm2 => Math.Sqrt(LambdaW / (Samples * LambdaH)) * Margin * (K - 1) / K;

    /// <summary>Inner product of two different classifiers.</summary>
    public double ClassifierProduct => -ClassifierNorm2 / (K - 1);

    /// <summary>h = ratio w: sqrt(lambdaW/(n lambdaH)).</summary>
    public double FeatureOverClassifier => Math.Sqrt(LambdaW / (Samples * LambdaH));

    /// <summary>Logit of the label.</summary>
    public double OwnLogit => Margin * (K - 1) / K;

    /// <summary>Logit of every other class.</summary>
    public double OtherLogit => -Margin / K;

    /// <summary>The optimal objective, -log(1-q) + q M; log K when collapsed.</summary>
    public double Objective => CrossEntropyPart + (Collapsed ? 0 : OffLabel * Margin);

    /// <summary>Its cross-entropy part, -log(1-q).</summary>
    public double CrossEntropyPart => Collapsed ? Math.Log(K) : -Special.Log1p(-OffLabel);

    /// <summary>Smallest Hessian eigenvalue at W = H = 0 (WD-3): negative exactly below the threshold.</summary>
    public double CurvatureAtOrigin => StrictSaddle.Curvature(LambdaW, LambdaH, ZeroThreshold);
}
