namespace NCVerify.Numerics.Tests.Elementary;

/// <summary>Elementary functions against values computed with 40 digits elsewhere, and against identities.</summary>
public sealed class SpecialTest
{
    // Unit in the last place of doubles in [1, 2).
    private const double Ulp = 2.220446049250313e-16;

    private static readonly double[][] Exponentials =
    [
        [-745.0, 5e-324],
        [-700.25, 7.678723813110872e-305],
        [-40.1, 3.8440698952601175e-18],
        [-1.0, 0.36787944117144233],
        [-0.5, 0.6065306597126334],
        [-1e-05, 0.9999900000499998],
        [1e-10, 1.0000000001],
        [0.34657, 1.4142084849595797],
        [0.34658, 1.41422262711514],
        [1.0, 2.718281828459045],
        [10.3, 29732.618852891435],
        [88.7, 3.325986980250579e+38],
        [300.001, 1.9443697931734674e+130],
        [709.7, 1.6549840276802644e+308],
    ];

    private static readonly double[][] ExponentialsMinusOne =
    [
        [-39.0, -1.0],
        [-5.5, -0.995913228561536],
        [-1.0, -0.6321205588285577],
        [-0.5, -0.3934693402873666],
        [-0.35, -0.29531191028128656],
        [-0.3, -0.2591817793182821],
        [-0.001, -0.0009995001666250085],
        [-1e-09, -9.999999995e-10],
        [1e-16, 1e-16],
        [1e-12, 1.0000000000005e-12],
        [2.5e-07, 2.500000312500026e-07],
        [0.001, 0.0010005001667083417],
        [0.2, 0.22140275816016985],
        [0.34657, 0.4142084849595797],
        [0.4, 0.49182469764127035],
        [1.0, 1.7182818284590453],
        [3.7, 39.4473043600674],
        [37.0, 1.171914237280261e+16],
        [100.5, 4.4319559098458955e+43],
        [709.0, 8.218407461554972e+307],
    ];

    private static readonly double[][] LogarithmsOfOnePlus =
    [
        [-0.9999999999999999, -36.7368005696771],
        [-0.99, -4.605170185988091],
        [-0.5, -0.6931471805599453],
        [-0.3, -0.35667494393873234],
        [-0.29, -0.3424903089467759],
        [-0.001, -0.0010005003335835335],
        [-1e-09, -1.0000000005000001e-09],
        [1e-16, 1e-16],
        [3e-13, 2.99999999999955e-13],
        [1e-09, 9.999999995e-10],
        [2e-05, 1.9999800002666627e-05],
        [0.01, 0.009950330853168083],
        [0.25, 0.22314355131420976],
        [0.41, 0.3435897043900769],
        [0.42, 0.35065687161316933],
        [1.0, 0.6931471805599453],
        [2.3, 1.1939224684724346],
        [100000.0, 11.51293546492023],
        [1e+17, 39.14394658089878],
        [1e+300, 690.7755278982137],
    ];

    private static readonly double[][] Logarithms =
    [
        [5e-324, -744.4400719213812],
        [1e-310, -713.8013788281542],
        [1e-300, -690.7755278982137],
        [0.1, -2.3025850929940455],
        [0.7, -0.35667494393873245],
        [0.7071067811865475, -0.34657359027997275],
        [0.9999999999999999, -1.1102230246251565e-16],
        [1.0000000000000002, 2.2204460492503128e-16],
        [1.41, 0.34358970439007686],
        [1.42, 0.35065687161316933],
        [2.0, 0.6931471805599453],
        [3.14, 1.144222799920162],
        [10000000000.0, 23.025850929940457],
        [1.7e+308, 709.7268368932282],
    ];

    [TestCaseSource(nameof(Exponentials))]
    public void ExpIsAccurate(double x, double value) => AssertClose(Special.Exp(x), value, 2);

    [TestCaseSource(nameof(ExponentialsMinusOne))]
    public void Expm1IsAccurate(double x, double value) => AssertClose(Special.Expm1(x), value, 3);

    [TestCaseSource(nameof(LogarithmsOfOnePlus))]
    public void Log1pIsAccurate(double x, double value) => AssertClose(Special.Log1p(x), value, 3);

    [TestCaseSource(nameof(Logarithms))]
    public void LogIsAccurate(double x, double value) => AssertClose(Special.Log(x), value, 3);

    [Test]
    public void SpecialValuesAreThoseOfTheStandard()
    {
        Assert.That(new[] { Special.Exp(double.NegativeInfinity), Special.Exp(-800), Special.Exp(0) }, Is.EqualTo(new[] { 0.0, 0, 1 }));
        Assert.That(new[] { Special.Exp(710), Special.Exp(double.PositiveInfinity), Special.Expm1(710) }, Is.All.EqualTo(double.PositiveInfinity));
        Assert.That(new[] { Special.Exp(double.NaN), Special.Expm1(double.NaN), Special.Log1p(double.NaN), Special.Log1p(-1.5), Special.Log(-1) }, Is.All.NaN);
        Assert.That(Special.Expm1(double.NegativeInfinity), Is.EqualTo(-1));
        Assert.That(new[] { Special.Log1p(-1), Special.Log(0) }, Is.All.EqualTo(double.NegativeInfinity));
        Assert.That(Special.Log1p(double.PositiveInfinity), Is.EqualTo(double.PositiveInfinity));
        Assert.That(new[] { Special.Log1p(0), Special.Expm1(0), Special.Log(1) }, Is.All.Zero);
        Assert.That(Special.Log1p(5e-324), Is.EqualTo(5e-324));
        Assert.That(Special.Exp(-745), Is.EqualTo(5e-324));
    }

    [Test]
    public void TheVectorisedExpHasTheBitsOfTheScalarOne()
    {
        double[] x = [.. Enumerable.Range(0, 2003).Select(i => -760 + (0.735 * i)), double.NegativeInfinity, double.NaN, -0.0, 708.5, 709.5, -708.2];
        double[] y = new double[x.Length];
        Special.Exp(x, y);
        Assert.That(y.Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(x.Select(v => BitConverter.DoubleToInt64Bits(Special.Exp(v)))));
        Special.Exp(x, x);
        Assert.That(x, Is.EqualTo(y));
    }

    [Test]
    public void LogUndoesExpAcrossTheRange()
    {
        for (double x = -700; x < 700; x += 0.37)
        {
            // An error of one unit in e^x is one of eps in the logarithm; x itself rounds to eps |x|.
            Assert.That(Special.Log(Special.Exp(x)), Is.EqualTo(x).Within(2 * Ulp * Math.Max(1, Math.Abs(x))));
        }
    }

    private static void AssertClose(double actual, double expected, int ulps) =>
        Assert.That(Math.Abs(actual - expected) / Math.Max(double.BitIncrement(Math.Abs(expected)) - Math.Abs(expected), double.Epsilon), Is.NoMoreThan(ulps), $"{Exact.Format(actual)} instead of {Exact.Format(expected)}");
}
