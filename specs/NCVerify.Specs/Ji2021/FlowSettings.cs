using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.Specs.Ji2021;

/// <summary>Flows and starts shared by the claims on training without penalties.</summary>
internal static class FlowSettings
{
    public static SeparationFlow Flow(int k, int n, int d) => new([.. Enumerable.Repeat(n, k)], d);

    /// <summary>A Gaussian start.</summary>
    public static (Matrix W, Matrix H) Random(int k, int n, int d, ulong seed = 11)
    {
        var random = new CounterRandom(seed);
        return (random.GaussianMatrix(k, d, 0.5), random.GaussianMatrix(d, k * n, 0.5));
    }

    /// <summary>K x (K-1) with U U' = I - 11'/K.</summary>
    public static Matrix Simplex(int k) => Points.FromLogits(Problem.Separation([.. Enumerable.Repeat(1, k)], k - 1), Matrix.Centring(k)).W[0];

    /// <summary>The square: w_k = h_k = sqrt(s) (cos k pi/2, sin k pi/2), padded to d columns.</summary>
    public static Matrix Square(double s, int d) => Matrix.Create(4, d, (k, r) => r switch
    {
        0 => Math.Sqrt(s) * (k == 0 ? 1 : k == 2 ? -1 : 0),
        1 => Math.Sqrt(s) * (k == 1 ? 1 : k == 3 ? -1 : 0),
        _ => 0,
    });
}
