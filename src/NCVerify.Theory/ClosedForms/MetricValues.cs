namespace NCVerify.Theory;

/// <summary>
/// Exact values of the Neural Collapse metrics on two textbook configurations (claims NCM-1 and NCM-2). SigmaW is the
/// within-class covariance averaged over samples, SigmaB the covariance of the class means around their unweighted mean.
/// </summary>
public static class MetricValues
{
    /// <summary>tr(SigmaW pinv(SigmaB))/K for simplex-ETF means of norm r with within-class covariance sigma^2 I_d: sigma^2 (K-1)^2/(K r^2).</summary>
    public static double NoisyEtfPinv(int classes, double radius, double sigma)
    {
        double ratio = sigma * (classes - 1) / radius;
        return ratio * ratio / classes;
    }

    /// <summary>tr SigmaW / tr SigmaB there: d sigma^2/r^2.</summary>
    public static double NoisyEtfQuotient(int dimension, double radius, double sigma) => dimension * (sigma / radius) * (sigma / radius);

    /// <summary>Class-distance-normalised variance there: d sigma^2 (K-1)/(2 K r^2).</summary>
    public static double NoisyEtfCdnv(int classes, int dimension, double radius, double sigma) =>
        NoisyEtfQuotient(dimension, radius, sigma) * (classes - 1) / (2.0 * classes);

    /// <summary>Mean |cos + 1/(K-1)| of an orthogonal frame that is not centred: 1/(K-1).</summary>
    public static double UncentredFrameEquiangularity(int classes) => 1.0 / (classes - 1);

    /// <summary>| G/|G|_F - P/|P|_F |_F for the Gram I of an orthogonal frame: sqrt(2 - 2 sqrt((K-1)/K)).</summary>
    public static double UncentredFrameEtfError(int classes) => Math.Sqrt(FrameAgainstCentredFrame(classes));

    /// <summary>| W/|W|_F - M'/|M|_F |_F^2 for an orthogonal frame W and the same frame centred, M: 2 - 2 sqrt((K-1)/K).</summary>
    public static double FrameAgainstCentredFrame(int classes)
    {
        double share = 1.0 / classes;
        return 2 * share / (1 + Math.Sqrt(1 - share));
    }
}
