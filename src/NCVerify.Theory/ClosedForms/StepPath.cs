using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The regularisation path of cross-entropy with ridge under step imbalance, by four scalar equations (claims SELI-13 and RW-03):
/// minimiser of sum_i omega_y CE(delta_y W h_i + iota, y_i) + lambda/2 (|W|^2 + |H|^2), sum over samples, with class weights omega,
/// label-dependent temperatures delta and logit offsets iota that are constant in each group. Majority columns of the logits are
/// a (e_j - 1_Maj/m) + p u, minority columns e (e_j - 1_Min/k) - q u, u the unit contrast of the groups. All residuals are kept
/// as logarithms, so that lambda may be as small as exp(-7000).
/// </summary>
public sealed class StepPath
{
    private readonly StepLoss _loss;

    /// <summary>Solves the equations.</summary>
    /// <param name="profile">The class sizes.</param>
    /// <param name="logInverseLambda">log(1/lambda).</param>
    /// <param name="loss">Weights, temperatures and offsets; null for plain cross-entropy.</param>
    /// <exception cref="ArgumentOutOfRangeException">Lambda is so large that a group has collapsed, where other equations hold.</exception>
    public StepPath(StepProfile profile, double logInverseLambda, StepLoss? loss = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        (Profile, LogInverseLambda, _loss) = (profile, logInverseLambda, loss ?? new StepLoss());
        double limit = Math.Log(MergePenalty(profile, _loss));
        if (!double.IsFinite(logInverseLambda) || -logInverseLambda >= limit)
        {
            throw new ArgumentOutOfRangeException(nameof(logInverseLambda), $"The four equations hold below the first collapse, for lambda < {Exact.Format(Math.Exp(limit))}; log(1/lambda) is {Exact.Format(logInverseLambda)}.");
        }

        (A, E, P, Q) = StepEquations.Solve(profile, logInverseLambda, _loss);
    }

    /// <summary>The class sizes.</summary>
    public StepProfile Profile { get; }

    /// <summary>log(1/lambda).</summary>
    public double LogInverseLambda { get; }

    /// <summary>Contrast within the majority columns; 0 when there is one majority class.</summary>
    public double A { get; }

    /// <summary>Contrast within the minority columns; 0 when there is one minority class.</summary>
    public double E { get; }

    /// <summary>Group contrast of the majority columns.</summary>
    public double P { get; }

    /// <summary>Minus the group contrast of the minority columns.</summary>
    public double Q { get; }

    /// <summary>The least lambda at which two classes coincide: omega delta sqrt(size) of a group of two or more (SELI-15, RW-05).</summary>
    public static double MergePenalty(StepProfile profile, StepLoss loss)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(loss);
        double majority = profile.Majority > 1 ? loss.WeightMaj * loss.DeltaMaj * Math.Sqrt(profile.Ratio * profile.MinoritySize) : double.PositiveInfinity;
        double minority = profile.Minority > 1 ? loss.WeightMin * loss.DeltaMin * Math.Sqrt(profile.MinoritySize) : double.PositiveInfinity;
        return double.IsInfinity(Math.Min(majority, minority)) ? Math.Sqrt(profile.MinoritySize * profile.X) : Math.Min(majority, minority);
    }

    /// <summary>z_j - z_j' of a majority sample.</summary>
    public double? GapMajMaj => Profile.Majority > 1 ? A : null;

    /// <summary>Gap of a majority sample to a minority class.</summary>
    public double GapMajMin => (A * (Profile.Majority - 1) / Profile.Majority) + (P * Contrast);

    /// <summary>z_j - z_j' of a minority sample.</summary>
    public double? GapMinMin => Profile.Minority > 1 ? E : null;

    /// <summary>Gap of a minority sample to a majority class.</summary>
    public double GapMinMaj => (E * (Profile.Minority - 1) / Profile.Minority) + (Q * Contrast);

    /// <summary>Singular value of the group mode of the logits of all samples.</summary>
    public double GroupSingularValue => Math.Sqrt(Profile.MinoritySize * ((Profile.Ratio * Profile.Majority * P * P) + (Profile.Minority * Q * Q)));

    /// <summary>Nuclear norm of the logits of all samples: lambda times it is the optimal penalty.</summary>
    public double NuclearNorm => ((Profile.Majority - 1) * A * RootMaj) + ((Profile.Minority - 1) * E * RootMin) + GroupSingularValue;

    /// <summary>The optimal objective, loss and penalty; meaningful while exp(-log(1/lambda)) is a normal number.</summary>
    public double Objective => CrossEntropyPart + (Math.Exp(-LogInverseLambda) * NuclearNorm);

    /// <summary>The logits Z (K x K, a column per class, majorities first).</summary>
    public Matrix Logits => Table(A, P, E, -Q);

    /// <summary>W W' (K x K).</summary>
    public Matrix ClassifierGram
    {
        get
        {
            double s = GroupSingularValue;
            return Symmetric(A * RootMaj, E * RootMin, s * UMaj * UMaj, s * UMin * UMin, s * UMaj * UMin);
        }
    }

    /// <summary>M'M of the class means (K x K).</summary>
    public Matrix MeanGram
    {
        get
        {
            double s = GroupSingularValue;
            return Symmetric(A / RootMaj, E / RootMin, P * P / s, Q * Q / s, -P * Q / s);
        }
    }

    /// <summary>Residual probabilities over lambda of one sample: (majority to majority, majority to minority, minority to minority, minority to majority).</summary>
    public (double? MajMaj, double MajMin, double? MinMin, double MinMaj) ResidualsOverLambda
    {
        get
        {
            StepResiduals r = StepResiduals.At(Profile, _loss, A, E, P, Q);
            double Over(double log) => Math.Exp(log + LogInverseLambda);
            return (Profile.Majority > 1 ? Over(r.MajMaj) : null, Over(r.MajMin), Profile.Minority > 1 ? Over(r.MinMin) : null, Over(r.MinMaj));
        }
    }

    private double Contrast => Math.Sqrt((double)Profile.K / (Profile.Majority * Profile.Minority));

    private double UMaj => Math.Sqrt((double)Profile.Minority / (Profile.Majority * Profile.K));

    private double UMin => -Math.Sqrt((double)Profile.Majority / (Profile.Minority * Profile.K));

    private double RootMin => Math.Sqrt(Profile.MinoritySize);

    private double RootMaj => Math.Sqrt(Profile.MinoritySize * Profile.Ratio);

    private double CrossEntropyPart
    {
        get
        {
            StepResiduals r = StepResiduals.At(Profile, _loss, A, E, P, Q);
            return Profile.MinoritySize * ((Profile.Ratio * Profile.Majority * _loss.WeightMaj * r.LossMaj) + (Profile.Minority * _loss.WeightMin * r.LossMin));
        }
    }

    private Matrix Table(double majority, double majorityGroup, double minority, double minorityGroup)
    {
        int m = Profile.Majority;
        return Matrix.Create(Profile.K, Profile.K, (i, j) => (i < m, j < m) switch
        {
            (true, true) => (majority * ((i == j ? 1.0 : 0.0) - (1.0 / m))) + (majorityGroup * UMaj),
            (false, true) => majorityGroup * UMin,
            (true, false) => minorityGroup * UMaj,
            _ => (minority * ((i == j ? 1.0 : 0.0) - (1.0 / Profile.Minority))) + (minorityGroup * UMin),
        });
    }

    private Matrix Symmetric(double majority, double minority, double both, double bothMin, double across)
    {
        int m = Profile.Majority;
        return Matrix.Create(Profile.K, Profile.K, (i, j) => (i < m, j < m) switch
        {
            (true, true) => (majority * ((i == j ? 1.0 : 0.0) - (1.0 / m))) + both,
            (false, false) => (minority * ((i == j ? 1.0 : 0.0) - (1.0 / Profile.Minority))) + bothMin,
            _ => across,
        });
    }
}
