using System.Numerics;

namespace NCVerify.Numerics.Tests.Entrywise;

using Entrywise = NCVerify.Numerics.Entrywise;

/// <summary>Every entry against its definition, bit for bit, for lengths around all vector widths and beyond one chunk.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
public sealed class EntrywiseTest<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T Half = T.CreateChecked(0.5), Factor = T.CreateChecked(1.3);

    public delegate void Operation(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> target);

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case("add", Entrywise.Add, (a, b, _) => a + b);
        yield return Case("subtract", Entrywise.Subtract, (a, b, _) => a - b);
        yield return Case("multiply", Entrywise.Multiply, (a, b, _) => a * b);
        yield return Case("divide", Entrywise.Divide, (a, b, _) => a / b);
        yield return Case("multiply-add", Entrywise.MultiplyAdd, T.FusedMultiplyAdd);
        yield return Case("scale", (a, _, t) => Entrywise.Scale(Factor, a, t), (a, _, _) => Factor * a);
        yield return Case("add scaled", (a, _, t) => Entrywise.AddScaled(Factor, a, t), (a, _, t) => T.FusedMultiplyAdd(Factor, a, t));
        yield return Case("affine", (a, _, t) => Entrywise.Affine(Factor, Half, a, t), (a, _, _) => T.FusedMultiplyAdd(Factor, a, Half));
        yield return Case("square root", (a, _, t) => Entrywise.Sqrt(a, t), (a, _, _) => T.Sqrt(a));
        yield return Case("relu", (a, _, t) => Entrywise.Relu(a, t), (a, _, _) => a > T.Zero || T.IsNaN(a) ? a : T.Zero);
        yield return Case("relu backward", Entrywise.ReluBackward, (a, b, _) => a > T.Zero ? b : T.Zero);
        yield return Case("leaky relu", (a, _, t) => Entrywise.LeakyRelu(Half, a, t), (a, _, _) => a > T.Zero ? a : Half * a);
        yield return Case("leaky relu backward", (a, b, t) => Entrywise.LeakyReluBackward(Half, a, b, t), (a, b, _) => a > T.Zero ? b : Half * b);
        yield return Case("tanh backward", Entrywise.TanhBackward, (a, b, _) => (T.One - a) * (T.One + a) * b);
        yield return Case("sigmoid backward", Entrywise.SigmoidBackward, (a, b, _) => a * (T.One - a) * b);
    }

    [TestCaseSource(nameof(Cases))]
    public void EveryEntryIsItsDefinition(Operation operation, Func<T, T, T, T> definition)
    {
        foreach (int length in new[] { 0, 1, 3, 4, 7, 15, 16, 17, 31, 33, 100, 70001 })
        {
            T[] a = Sample.Gaussian<T>(length, 1), b = Sample.Gaussian<T>(length, 2), target = Sample.Gaussian<T>(length, 3);
            foreach ((int at, T value) in new[] { (0, T.NegativeZero), (5, T.NaN), (9, T.PositiveInfinity), (20, T.NegativeInfinity) }.Where(x => x.Item1 < length))
            {
                a[at] = value;
            }

            T[] expected = [.. Enumerable.Range(0, length).Select(i => definition(a[i], b[i], target[i]))];
            operation(a, b, target);
            Assert.That(target.Select(Bits), Is.EqualTo(expected.Select(Bits)), $"length {length}");
        }
    }

    [Test]
    public void TheTargetMayBeAnArgument()
    {
        T[] a = Sample.Gaussian<T>(1000, 1), b = Sample.Gaussian<T>(1000, 2);
        T[] expected = [.. a.Zip(b, (x, y) => x * y)];
        Entrywise.Multiply<T>(a, b, a);
        Assert.That(a, Is.EqualTo(expected));
    }

    [Test]
    public void LengthsThatDifferAreRefused() =>
        Assert.That(() => Entrywise.Add<T>(new T[3], new T[4], new T[4]), Throws.ArgumentException.With.Message.Contains("4 numbers are needed; 3 were given"));

    private static TestCaseData Case(string name, Operation operation, Func<T, T, T, T> definition) =>
        new TestCaseData(operation, definition).SetArgDisplayNames(name);

    // All NaN count as one.
    private static double Bits(T x) => T.IsNaN(x) ? double.NaN : T.IsZero(x) && T.IsNegative(x) ? double.NegativeZero : double.CreateChecked(x);
}
