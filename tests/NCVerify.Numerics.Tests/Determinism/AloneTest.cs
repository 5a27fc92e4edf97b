namespace NCVerify.Numerics.Tests.Determinism;

/// <summary>Work that keeps its kernels to its own thread.</summary>
public sealed class AloneTest
{
    [Test]
    public void KernelsStayOnTheThreadUntilTheWorkEnds()
    {
        int before = Parallelism.Degree, inside = 0, nested = 0, elsewhere = 0;
        Parallelism.Alone(() =>
        {
            Parallelism.Alone(() => nested = Parallelism.Degree);
            inside = Parallelism.Degree;
            var other = new Thread(() => elsewhere = Parallelism.Degree);
            other.Start();
            other.Join();
        });
        Assert.That((nested, inside, elsewhere, Parallelism.Degree), Is.EqualTo((1, 1, before, before)));
        Assert.That(() => Parallelism.Alone(() => throw new InvalidOperationException()), Throws.InvalidOperationException);
        Assert.That(Parallelism.Degree, Is.EqualTo(before));
    }
}
