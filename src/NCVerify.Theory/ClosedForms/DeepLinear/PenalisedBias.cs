namespace NCVerify.Theory;

/// <summary>
/// The global minimum of squared error with one layer and a penalised bias, balanced classes (claim MSE-D3):
/// 1/(2N) |W H + b 1' - Y|^2 + lambdaW/2 |W|^2 + lambdaH/2 |H|^2 + lambdaB/2 |b|^2. With omega = lambdaB/(1 + lambdaB) and
/// c = K sqrt(n lambdaW lambdaH): W Hbar = (1 - c)_+ (I - J/K) + (1 - c/omega)_+ J/K, b = beta 1.
/// </summary>
public sealed class PenalisedBias(int classes, int perClass, double lambdaW, double lambdaH, double lambdaB)
{
    /// <summary>c = K sqrt(n lambdaW lambdaH).</summary>
    public double C => classes * Math.Sqrt(perClass * lambdaW * lambdaH);

    /// <summary>c/(1 - c): up to this lambdaB the minimiser is a simplex ETF; infinite from c = 1 on.</summary>
    public double Threshold => C < 1 ? C / (1 - C) : double.PositiveInfinity;

    /// <summary>Fit on contrasts between classes, (1 - c)_+.</summary>
    public double Contrast => Math.Max(0, 1 - C);

    /// <summary>Fit on the common direction, (1 - c/omega)_+.</summary>
    public double Common => Math.Max(0, 1 - (C * (1 + lambdaB) / lambdaB));

    /// <summary>Every entry of the bias.</summary>
    public double Bias => (1 - Common) / (classes * (1 + lambdaB));

    /// <summary>Diagonal entry of W Hbar.</summary>
    public double Own => Contrast + ((Common - Contrast) / classes);

    /// <summary>Off-diagonal entry of W Hbar.</summary>
    public double Other => (Common - Contrast) / classes;

    /// <summary>The optimal objective.</summary>
    public double Objective
    {
        get
        {
            double omega = lambdaB / (1 + lambdaB), unit = 1.0 / (2 * classes), penalty = C / classes;
            double contrasts = (classes - 1) * ((unit * (1 - Contrast) * (1 - Contrast)) + (penalty * Contrast));
            return contrasts + (omega * unit * (1 - Common) * (1 - Common)) + (penalty * Common);
        }
    }
}
