using NCVerify.Numerics;

namespace NCVerify.Training.TorchSharp.Tests;

/// <summary>Networks here are small: more threads would wait for each other, on a busy machine for long.</summary>
[SetUpFixture]
public sealed class OneThread
{
    private readonly int _before = Parallelism.Degree;

    [OneTimeSetUp]
    public void Take() => Parallelism.Degree = 1;

    [OneTimeTearDown]
    public void Restore() => Parallelism.Degree = _before;
}
