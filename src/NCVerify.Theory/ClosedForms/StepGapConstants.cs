using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Gaps of the logits as lambda goes to 0, less log(1/lambda)/delta (claim RW-03): with S = (P D diag(delta)^-2 P)^{+1/2},
/// [log omega_j + 2 log delta_j - log(-S_cj) - (iota_j - iota_c) + s_j]/delta_j. A gap within a group of one class is null.
/// </summary>
public sealed class StepGapConstants
{
    /// <summary>The constants of a profile and a loss.</summary>
    public StepGapConstants(StepProfile profile, StepLoss loss)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(loss);
        double[] sizes = [.. profile.Sizes.Select((n, c) => n / (c < profile.Majority ? loss.DeltaMaj * loss.DeltaMaj : loss.DeltaMin * loss.DeltaMin))];
        Matrix s = new CentredSizes(sizes).Function(x => 1 / Math.Sqrt(x));
        int last = profile.K - 1;
        double majority = Math.Log(loss.WeightMaj) + (2 * Math.Log(loss.DeltaMaj)) + loss.MarginMaj;
        double minority = Math.Log(loss.WeightMin) + (2 * Math.Log(loss.DeltaMin)) + loss.MarginMin;
        MajMaj = profile.Majority > 1 ? (majority - Math.Log(-s[0, 1])) / loss.DeltaMaj : null;
        MajMin = (majority - Math.Log(-s[last, 0]) - loss.OffsetMajMinusMin) / loss.DeltaMaj;
        MinMin = profile.Minority > 1 ? (minority - Math.Log(-s[last - 1, last])) / loss.DeltaMin : null;
        MinMaj = (minority - Math.Log(-s[0, last]) + loss.OffsetMajMinusMin) / loss.DeltaMin;
    }

    /// <summary>Majority sample against another majority class.</summary>
    public double? MajMaj { get; }

    /// <summary>Majority sample against a minority class.</summary>
    public double MajMin { get; }

    /// <summary>Minority sample against another minority class.</summary>
    public double? MinMin { get; }

    /// <summary>Minority sample against a majority class.</summary>
    public double MinMaj { get; }
}
