using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.Specs.Fang2021;

/// <summary>Two clusters of the layer-peeled model: K_A majority and K_B minority classes and both energies.</summary>
/// <param name="Majority">K_A.</param>
/// <param name="Minority">K_B.</param>
/// <param name="EnergyW">E_W.</param>
/// <param name="EnergyH">E_H.</param>
public sealed record PeeledClusters(int Majority, int Minority, double EnergyW, double EnergyH)
{
    /// <summary>K.</summary>
    public int Classes => Majority + Minority;

    /// <summary>The parameters of the claims, with others appended.</summary>
    public (string Name, object? Value)[] Parameters(params (string, object?)[] others) =>
        [("K", Classes), ("KA", Majority), ("KB", Minority), ("EW", EnergyW), ("EH", EnergyH), .. others];

    /// <summary>The problem at an imbalance ratio to four decimals.</summary>
    public Problem At(double ratio, int minoritySize = 10_000) => PeeledSettings.Peeled(
        [.. Enumerable.Repeat((int)Math.Round(ratio * minoritySize), Majority), .. Enumerable.Repeat(minoritySize, Minority)], EnergyW, EnergyH);

    /// <summary>The ratio that the problem has after rounding.</summary>
    public static double Ratio(Problem p) => (double)p.Samples[0] / p.Samples[^1];

    /// <summary>In words.</summary>
    public override string ToString() => $"K_A = {Majority}, K_B = {Minority}, E_W = {Exact.Format(EnergyW)}, E_H = {Exact.Format(EnergyH)}";
}

/// <summary>The settings shared by the claims on the layer-peeled model.</summary>
internal static class PeeledSettings
{
    public static readonly PeeledClusters[] Clusters = [new(2, 2, 1, 1), new(3, 3, 1, 2), new(4, 2, 1, 5), new(5, 5, 1, 5), new(2, 3, 2, 1.5), new(1, 3, 1, 1)];

    public static readonly Within Certified = new(1e-9, 1e-9, "certified solution; 3e-11 was seen near the threshold");

    public static IEnumerable<TestCaseData> All() => Clusters.Select(Of);

    public static TestCaseData Of(PeeledClusters c) => new TestCaseData(c).SetArgDisplayNames(c.ToString());

    public static IEnumerable<TestCaseData> Times(params double[] factors) =>
        from c in Clusters from f in factors select new TestCaseData(c, f).SetArgDisplayNames(c.ToString(), Exact.Format(f) + " x R_0");

    public static Problem Peeled(int[] samples, double energyW, double energyH, int? dimension = null) => new()
    {
        Model = ProblemModel.LayerPeeled,
        Samples = samples,
        Dimension = dimension ?? samples.Length,
        EnergyW = energyW,
        EnergyH = energyH,
    };

    /// <summary>|w_i - w_j|^2 of the last two classes.</summary>
    public static double LastDistance2(Matrix gram)
    {
        int j = gram.Rows - 1, i = j - 1;
        return gram[i, i] + gram[j, j] - (2 * gram[i, j]);
    }

    /// <summary>Cosine of the last two classes.</summary>
    public static double LastCosine(Matrix gram) => gram.Cosine(gram.Rows - 2, gram.Rows - 1);
}
