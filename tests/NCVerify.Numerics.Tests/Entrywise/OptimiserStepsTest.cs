using System.Numerics;

namespace NCVerify.Numerics.Tests.Entrywise;

/// <summary>Optimiser steps against their definitions, written with scalars.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
public sealed class OptimiserStepsTest<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Length = 40003;

    [TestCase(false)]
    [TestCase(true)]
    public void MomentumIsItsDefinition(bool nesterov)
    {
        T[] p = Sample.Gaussian<T>(Length, 1), v = new T[Length], q = [.. p], u = new T[Length];
        T rate = T.CreateChecked(0.1), momentum = T.CreateChecked(0.9), decay = T.CreateChecked(5e-4);
        for (int step = 0; step < 3; step++)
        {
            T[] g = Sample.Gaussian<T>(Length, (ulong)step + 10);
            OptimiserSteps.Momentum(p, g, v, rate, momentum, decay, nesterov);
            for (int i = 0; i < Length; i++)
            {
                T gradient = T.FusedMultiplyAdd(decay, q[i], g[i]);
                u[i] = T.FusedMultiplyAdd(momentum, u[i], gradient);
                q[i] = T.FusedMultiplyAdd(-rate, nesterov ? T.FusedMultiplyAdd(momentum, u[i], gradient) : u[i], q[i]);
            }
        }

        Assert.That(p, Is.EqualTo(q));
        Assert.That(v, Is.EqualTo(u));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void AdamFollowsThePaper(bool decoupled)
    {
        T[] p = Sample.Gaussian<T>(Length, 1), m = new T[Length], s = new T[Length];
        double[] q = [.. p.Select(double.CreateChecked)], first = new double[Length], second = new double[Length];
        var settings = new AdamSettings(Rate: 1e-2, WeightDecay: 0.1, Decoupled: decoupled);
        for (int step = 1; step <= 5; step++)
        {
            T[] g = Sample.Gaussian<T>(Length, (ulong)step + 10);
            OptimiserSteps.Adam<T>(p, g, m, s, step, settings);
            for (int i = 0; i < Length; i++)
            {
                double gradient = double.CreateChecked(g[i]) + (decoupled ? 0 : 0.1 * q[i]);
                q[i] -= decoupled ? 1e-2 * 0.1 * q[i] : 0;
                first[i] = (0.9 * first[i]) + (0.1 * gradient);
                second[i] = (0.999 * second[i]) + (0.001 * gradient * gradient);
                double mean = first[i] / (1 - Math.Pow(0.9, step)), square = second[i] / (1 - Math.Pow(0.999, step));
                q[i] -= 1e-2 * mean / (Math.Sqrt(square) + 1e-8);
            }
        }

        // Some ten roundings per step of numbers below 5; moments are rounded relative to themselves, and p by at most the rate.
        double unit = typeof(T) == typeof(float) ? Math.Pow(2, -24) : Math.Pow(2, -53);
        Assert.That(p.Zip(q, (x, y) => Math.Abs(double.CreateChecked(x) - y)).Max(), Is.Below(5 * 20 * unit * 5));
    }

    [Test]
    public void TheFirstStepOfAdamIsTheRateInTheDirectionOfTheGradient()
    {
        T[] p = new T[3], g = [T.CreateChecked(2), T.CreateChecked(-1e-3), T.Zero];
        OptimiserSteps.Adam<T>(p, g, new T[3], new T[3], 1, new AdamSettings(0.25));
        Assert.That(double.CreateChecked(p[0]), Is.EqualTo(-0.25).Within(1e-6));
        Assert.That(double.CreateChecked(p[1]), Is.EqualTo(0.25).Within(1e-5));
        Assert.That(p[2], Is.EqualTo(T.Zero));
    }
}
