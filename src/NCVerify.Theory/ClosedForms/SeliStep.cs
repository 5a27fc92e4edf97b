namespace NCVerify.Theory;

/// <summary>
/// SELI under step imbalance in closed form (Thrampoulidis et al. 2022; claims SELI-02, SELI-04, SELI-05, SELI-06).
/// "Maj" and "Min" name the group; a product or cosine within a group of one class does not exist and is null.
/// </summary>
public sealed class SeliStep
{
    private readonly StepProfile _p;
    private readonly double _root;
    private readonly double _rootR;
    private readonly double _rootX;

    /// <summary>The closed forms for a profile.</summary>
    public SeliStep(StepProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        _p = profile;
        (_root, _rootR, _rootX) = (Math.Sqrt(profile.MinoritySize), Math.Sqrt(profile.Ratio), Math.Sqrt(profile.X));
        Classifiers = new(profile, _root, _rootR, _rootX);
        Means = new(profile, 1 / _root, 1 / _rootR, 1 / _rootX);
    }

    /// <summary>Singular value sqrt(R nMin) of the SEL matrix, with multiplicity m - 1.</summary>
    public double SingularValueMaj => _rootR * _root;

    /// <summary>Singular value sqrt(nMin), with multiplicity k - 1.</summary>
    public double SingularValueMin => _root;

    /// <summary>Singular value sqrt(nMin x) of the contrast of the groups, once.</summary>
    public double SingularValueGroup => _rootX * _root;

    /// <summary>Nuclear norm of the SEL matrix.</summary>
    public double NuclearNorm => ((_p.Majority - 1) * SingularValueMaj) + ((_p.Minority - 1) * SingularValueMin) + SingularValueGroup;

    /// <summary>The classifiers' Gram W W'.</summary>
    public StepGram Classifiers { get; }

    /// <summary>The class means' Gram M'M.</summary>
    public StepGram Means { get; }

    /// <summary>|w_Maj|/|w_Min|.</summary>
    public double ClassifierNormRatio => Math.Sqrt(Classifiers.Maj / Classifiers.Min);

    /// <summary>|h_Maj|/|h_Min|.</summary>
    public double MeanNormRatio => Math.Sqrt(Means.Maj / Means.Min);

    /// <summary>cos(w_c, h_c) of a majority class.</summary>
    public double DualityMaj => (1 - (1.0 / _p.K)) / Math.Sqrt(Classifiers.Maj * Means.Maj);

    /// <summary>cos(w_c, h_c) of a minority class.</summary>
    public double DualityMin => (1 - (1.0 / _p.K)) / Math.Sqrt(Classifiers.Min * Means.Min);

    /// <summary>cos(w_Maj - w_Min, h_Maj - h_Min): both margins are 1, so the inner product is 2.</summary>
    public double DifferenceDuality => 2 / Math.Sqrt(Classifiers.Distance2 * Means.Distance2);

    /// <summary>R at which minority classifiers are orthogonal, (1/(1-rho)^2 - (1-rho))/rho, for m majority and k minority classes (SELI-08).</summary>
    public static double OrthogonalRatio(int majority, int minority)
    {
        double rhoBar = (double)majority / (majority + minority);
        return ((1 / (rhoBar * rhoBar)) - rhoBar) / (1 - rhoBar);
    }
}

/// <summary>The five different entries of a Gram matrix that is invariant within the two groups of a step profile.</summary>
public sealed class StepGram
{
    // Gram of the form root [ r (I - J/m) + 0 on minorities ] + ..., see SELI-05: r = sqrt R and x = sqrt X, or their inverses.
    internal StepGram(StepProfile p, double root, double r, double x)
    {
        (int m, int k) = (p.Majority, p.Minority);
        Maj = root * ((r * (m - 1) / m) + (x * p.Rho / m));
        Min = root * (((k - 1.0) / k) + (x * p.RhoBar / k));
        MajMaj = m > 1 ? root * ((p.Rho * x) - r) / m : null;
        MinMin = k > 1 ? root * ((p.RhoBar * x) - 1) / k : null;
        MajMin = -root * x / p.K;
    }

    /// <summary>Squared norm in the majority.</summary>
    public double Maj { get; }

    /// <summary>Squared norm in the minority.</summary>
    public double Min { get; }

    /// <summary>Inner product of two majority classes; null when there is one.</summary>
    public double? MajMaj { get; }

    /// <summary>Inner product of two minority classes; null when there is one.</summary>
    public double? MinMin { get; }

    /// <summary>Inner product of a majority and a minority class.</summary>
    public double MajMin { get; }

    /// <summary>Cosine of two majority classes; null when there is one.</summary>
    public double? CosMajMaj => MajMaj / Maj;

    /// <summary>Cosine of two minority classes; null when there is one.</summary>
    public double? CosMinMin => MinMin / Min;

    /// <summary>Cosine of a majority and a minority class.</summary>
    public double CosMajMin => MajMin / Math.Sqrt(Maj * Min);

    /// <summary>Squared distance between a majority and a minority vector.</summary>
    public double Distance2 => Maj + Min - (2 * MajMin);
}
