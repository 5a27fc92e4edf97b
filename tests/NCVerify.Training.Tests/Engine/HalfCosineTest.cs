namespace NCVerify.Training.Tests;

public sealed class HalfCosineTest
{
    [Test]
    public void IsTheCosineToRounding()
    {
        for (int i = 0; i <= 1000; i++)
        {
            double x = i / 1000.0;
            Assert.That(HalfCosine.At(x), Is.EqualTo((1 + Math.Cos(Math.PI * x)) / 2).Within(4e-16));
        }
    }
}
