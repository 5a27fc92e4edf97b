using NCVerify.Numerics.Tests;

namespace NCVerify.Numerics.Tests.Elementary;

using Elementary = NCVerify.Numerics.Elementary;

/// <summary>Elementary functions against those of the runtime in double, whose own errors are far below a unit of float.</summary>
public sealed class ElementaryTest
{
    /// <summary>Every how many floats are tried; the stride is prime, so all exponents and mantissa endings occur.</summary>
    private const uint Stride = 1009;

    public delegate void Function(ReadOnlySpan<float> x, Span<float> target);

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case(Elementary.Exp, Math.Exp, 1, "exp");
        yield return Case(Elementary.Expm1, Expm1, 1.5, "expm1");
        yield return Case(Elementary.Log, Math.Log, 1, "log");
        yield return Case(Elementary.Log1p, Log1p, 1, "log1p");
        yield return Case(Elementary.Tanh, Math.Tanh, 2, "tanh");
        yield return Case(Elementary.Sigmoid, x => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x)), 2.5, "sigmoid");
        yield return Case(Elementary.Softplus, x => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x))), 2, "softplus");
    }

    [TestCaseSource(nameof(Cases))]
    public void ErrorsStayBelowTheStatedUnits(Function function, Func<double, double> reference, double units)
    {
        float[] x = [.. Floats()], y = new float[x.Length];
        function(x, y);
        double worst = 0;
        float where = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double exact = reference(x[i]);
            if (!float.IsFinite((float)exact) || !float.IsFinite(y[i]))
            {
                // Infinity where the rounded value is, or where an error within the bound passes the largest float.
                Assert.That(y[i], Is.EqualTo((float)exact), $"at {x[i]:R}");
                continue;
            }

            double error = Math.Abs(y[i] - exact) / Unit(exact);
            if (!(error <= worst))
            {
                (worst, where) = (error, x[i]);
            }
        }

        TestContext.Out.WriteLine($"largest error {worst:F3} units, at {where:R}");
        Assert.That(worst, Is.NoMoreThan(units), $"at {where:R}");
    }

    [Test]
    public void ExtremesAreRight()
    {
        const float inf = float.PositiveInfinity, nan = float.NaN;
        float[] x = [0, -0f, float.Epsilon, inf, -inf, nan, float.MaxValue, float.MinValue];
        Assert.That(Of(Elementary.Exp, x), Is.EqualTo([1, 1, 1, inf, 0, nan, inf, 0]));
        Assert.That(Of(Elementary.Expm1, x), Is.EqualTo([0, -0f, float.Epsilon, inf, -1, nan, inf, -1]));
        Assert.That(Of(Elementary.Log, x), Is.EqualTo([-inf, -inf, MathF.Log(float.Epsilon), inf, nan, nan, MathF.Log(float.MaxValue), nan]));
        Assert.That(Of(Elementary.Log1p, x), Is.EqualTo([0, -0f, float.Epsilon, inf, nan, nan, MathF.Log(float.MaxValue), nan]));
        Assert.That(Of(Elementary.Tanh, x), Is.EqualTo([0, -0f, float.Epsilon, 1, -1, nan, 1, -1]));
        Assert.That(Of(Elementary.Sigmoid, x), Is.EqualTo([0.5f, 0.5f, 0.5f, 1, 0, nan, 1, 0]));
        Assert.That(Of(Elementary.Log1p, [-1, -1.5f]), Is.EqualTo([-inf, nan]));
        Assert.That(BitConverter.SingleToInt32Bits(Of(Elementary.Tanh, [-0f])[0]), Is.EqualTo(int.MinValue), "the sign of zero is kept");
    }

    [Test]
    public void EveryWidthGivesTheSameBits()
    {
        float[] x = [.. Floats().Where((_, i) => i % 64 == 0)];
        Assert.That(Bits(Lanes<Lanes128<float>>(x)), Is.EqualTo(Bits(Lanes<Lanes1<float>>(x))));
        Assert.That(Bits(Lanes<Lanes256<float>>(x)), Is.EqualTo(Bits(Lanes<Lanes1<float>>(x))));
        Assert.That(Bits(Lanes<Lanes512<float>>(x)), Is.EqualTo(Bits(Lanes<Lanes1<float>>(x))));
    }

    [Test]
    public void InDoubleTheyAreThoseOfSpecial()
    {
        double[] x = [.. Sample.Gaussian<double>(5000, 1).Select(v => 8 * v)], y = new double[x.Length];
        Elementary.Tanh<double>(x, y);
        Assert.That(y, Is.EqualTo(x.Select(Special.Tanh)));
        Assert.That(y.Zip(x, (a, b) => Math.Abs(a - Math.Tanh(b)) / Math.Abs(Math.Tanh(b))).Max(), Is.Below(5e-16));
        Elementary.Exp<double>(x, y);
        Assert.That(y, Is.EqualTo(x.Select(Special.Exp)));
        Elementary.Sigmoid<double>(x, y);
        Assert.That(y.Zip(x, (a, b) => Math.Abs((a * (1 + Math.Exp(-b))) - 1)).Max(), Is.Below(2e-15));
        Elementary.Softplus<double>(x, y);
        Assert.That(y.Zip(x, (a, b) => Math.Abs((Math.Exp(a) / (1 + Math.Exp(b))) - 1)).Max(), Is.Below(2e-14));
    }

    private static unsafe float[] Lanes<TLanes>(float[] x)
        where TLanes : unmanaged, ILanes<TLanes, float>
    {
        var results = new float[7 * x.Length];
        float[] padded = [.. x, .. new float[TLanes.Count]], y = new float[padded.Length];
        Func<TLanes, TLanes>[] functions =
        [
            ElementaryLanes<TLanes>.Exp, ElementaryLanes<TLanes>.Expm1, ElementaryLanes<TLanes>.Log, ElementaryLanes<TLanes>.Log1p,
            ElementaryLanes<TLanes>.Tanh, ElementaryLanes<TLanes>.Sigmoid, ElementaryLanes<TLanes>.Softplus,
        ];
        for (int f = 0; f < functions.Length; f++)
        {
            fixed (float* from = padded, to = y)
            {
                for (int i = 0; i < x.Length; i += TLanes.Count)
                {
                    TLanes.Store(functions[f](TLanes.Load(from + i)), to + i);
                }
            }

            y.AsSpan(0, x.Length).CopyTo(results.AsSpan(f * x.Length));
        }

        return results;
    }

    private static int[] Bits(float[] x) => [.. x.Select(v => float.IsNaN(v) ? int.MinValue : BitConverter.SingleToInt32Bits(v))];

    private static TestCaseData Case(Function function, Func<double, double> reference, double units, string name) =>
        new TestCaseData(function, reference, units).SetArgDisplayNames(name);

    private static float[] Of(Function function, float[] x)
    {
        var y = new float[x.Length];
        function(x, y);
        return y;
    }

    private static IEnumerable<float> Floats()
    {
        for (ulong bits = 0; bits <= uint.MaxValue; bits += Stride)
        {
            yield return BitConverter.UInt32BitsToSingle((uint)bits);
        }
    }

    /// <summary>Distance of neighbouring floats at a number.</summary>
    private static double Unit(double x) => Math.Pow(2, Math.Max(-149, Math.ILogB(x == 0 ? 1e-300 : x) - 23));

    /// <summary>Kahan's form: the rounding of 1 + x cancels.</summary>
    private static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 || !double.IsFinite(u) ? x < -1 ? double.NaN : x : u <= 0 ? Math.Log(u) : Math.Log(u) * (x / (u - 1));
    }

    private static double Expm1(double x)
    {
        double u = Math.Exp(x);
        return u == 1 ? x : u - 1 == -1 ? -1 : double.IsInfinity(u) ? u : (u - 1) * (x / Math.Log(u));
    }
}
