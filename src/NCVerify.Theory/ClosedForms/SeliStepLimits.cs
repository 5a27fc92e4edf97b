namespace NCVerify.Theory;

/// <summary>
/// Limits of SELI under step imbalance as R goes to infinity with m majority and k minority classes (claim SELI-07).
/// A cosine within a group of one class does not exist and is null.
/// </summary>
public sealed class SeliStepLimits
{
    private readonly int _m;
    private readonly int _k;
    private readonly double _rootRho;
    private readonly double _rhoBar;

    /// <summary>The limits for m majority and k minority classes, each at least 1.</summary>
    public SeliStepLimits(int majority, int minority)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(majority, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minority, 1);
        (_m, _k) = (majority, minority);
        (_rootRho, _rhoBar) = (Math.Sqrt((double)minority / K), (double)majority / K);
    }

    private int K => _m + _k;

    // Limits of |w_Maj|^2/sqrt(R nMin), |w_Min|^2/sqrt(R nMin) and |h_Maj|^2 sqrt(R nMin).
    private double A => (_m - 1.0 + (_rootRho * _rootRho * _rootRho)) / _m;

    private double B => _rhoBar * _rootRho / _k;

    private double G => (_m - 1.0 + _rootRho) / _m;

    /// <summary>cos(w_Maj, w_Maj').</summary>
    public double? CosClassifiersMajMaj => _m > 1 ? -(1 - (_rootRho * _rootRho * _rootRho)) / (_m - 1 + (_rootRho * _rootRho * _rootRho)) : null;

    /// <summary>cos(w_Min, w_Min') = 1: minority collapse of the classifiers, in the limit only.</summary>
    public double? CosClassifiersMinMin => _k > 1 ? 1 : null;

    /// <summary>cos(w_Maj, w_Min).</summary>
    public double CosClassifiersMajMin => -_rootRho / (K * Math.Sqrt(A * B));

    /// <summary>|w_Maj|/|w_Min|, finite.</summary>
    public double ClassifierNormRatio => Math.Sqrt(A / B);

    /// <summary>cos(h_Maj, h_Maj').</summary>
    public double? CosMeansMajMaj => _m > 1 ? -(1 - _rootRho) / (_m - 1 + _rootRho) : null;

    /// <summary>cos(h_Min, h_Min') = -1/(k-1): the minority means become an ETF among themselves.</summary>
    public double? CosMeansMinMin => _k > 1 ? -1.0 / (_k - 1) : null;

    /// <summary>cos(h_Maj, h_Min): 0 unless there is one minority class.</summary>
    public double CosMeansMajMin => _k > 1 ? 0 : -1 / (K * _rootRho * Math.Sqrt(G * _rhoBar / _rootRho));

    /// <summary>|h_Maj|/|h_Min|: 0 (like R^(-1/4)) unless there is one minority class.</summary>
    public double MeanNormRatio => _k > 1 ? 0 : Math.Sqrt(G * _rootRho / _rhoBar);

    /// <summary>cos(w_Maj, h_Maj).</summary>
    public double DualityMaj => (1 - (1.0 / K)) / Math.Sqrt(A * G);

    /// <summary>cos(w_Min, h_Min): 0 (like R^(-1/4)), but 1 for every R when there is one minority class.</summary>
    public double DualityMin => _k > 1 ? 0 : 1;
}
