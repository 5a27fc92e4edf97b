namespace NCVerify.Theory.Tests.ClosedForms;

/// <summary>The symmetric flow against values in 30 digits and a Runge-Kutta integrator.</summary>
public sealed class SymmetricFlowTests
{
    // Computed in 30 digits by a library of arbitrary precision.
    [TestCase(0.5, 0.454219904863173579920523812663)]
    [TestCase(1, 1.89511781635593675546652093433)]
    [TestCase(10, 2492.228976241877759138440144)]
    [TestCase(39.5, 3710918879133970.6340600166819)]
    [TestCase(40, 6039718263611241.57835923142)]
    [TestCase(40.5, 9831586535606509.88124559)]
    [TestCase(50, 105856368971316909630.615414332)]
    [TestCase(100, 2.71555274485387982191401464231e+41)]
    public void TheExponentialIntegralHasItsValues(double x, double expected) =>
        Assert.That(SymmetricFlow.ExponentialIntegral(x), Is.EqualTo(expected).Within(1e-12).Percent);

    [TestCase(4, 3, 0.5)]
    [TestCase(2, 1, 3.0)]
    [TestCase(10, 5, 1e-3)]
    public void ItFollowsItsEquationOfMotion(int classes, int perClass, double start)
    {
        var flow = new SymmetricFlow(classes, perClass, start);
        double rate = 2 * Math.Sqrt(perClass) * classes, s = start, width = 1e-3;
        double Speed(double x) => rate * x / (Math.Exp(x) + classes - 1);
        Assert.That(flow.At(0), Is.EqualTo(start).Within(1e-13).Percent);
        for (int i = 1; i <= 5000; i++)
        {
            double a = Speed(s), b = Speed(s + (width / 2 * a)), c = Speed(s + (width / 2 * b)), d = Speed(s + (width * c));
            s += width / 6 * (a + (2 * b) + (2 * c) + d);
            if (i is 100 or 1000 or 5000)
            {
                Assert.That(flow.At(i * width), Is.EqualTo(s).Within(1e-7).Percent, $"t = {i * width}");
            }
        }
    }

    // Ei(s) + (K-1) log s = rate t + constant, checked by the derivative 1/rate of t in its own terms: the quotient of differences.
    [TestCase(1e3)]
    [TestCase(1e9)]
    [TestCase(1e18)]
    [TestCase(1e40)]
    public void LateTimesAreReachedToTheLastDigits(double time)
    {
        var flow = new SymmetricFlow(3, 2, 1);
        double s = flow.At(time), target = (2 * Math.Sqrt(2) * 3 * time) + 1.89511781635593675546652093433;
        Assert.That(SymmetricFlow.ExponentialIntegral(s) + (2 * Math.Log(s)), Is.EqualTo(target).Within(1e-12).Percent, "a digit of s is some s digits of Ei(s)");
    }
}
