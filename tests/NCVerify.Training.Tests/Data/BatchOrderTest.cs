namespace NCVerify.Training.Tests.Data;

public sealed class BatchOrderTest
{
    // 12 of class 0, 5 of class 1, 1 of class 2.
    private static readonly int[] Labels = [.. Enumerable.Repeat(0, 12), .. Enumerable.Repeat(1, 5), 2];

    [Test]
    public void ShuffledTakesEachSampleOnce()
    {
        IReadOnlyList<int[]> batches = Of(SamplingKind.Shuffled, 4);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(batches.Select(b => b.Length), Is.EqualTo((int[])[4, 4, 4, 4, 2]), "a last incomplete batch is used");
            Assert.That(batches.SelectMany(b => b), Is.EquivalentTo(Enumerable.Range(0, 18)));
            Assert.That(batches.SelectMany(b => b), Is.Not.EqualTo(Enumerable.Range(0, 18)));
            Assert.That(Of(SamplingKind.Shuffled, 0).Single(), Has.Length.EqualTo(18));
        }
    }

    [Test]
    public void ItIsAFunctionOfSeedAndEpoch([Values] SamplingKind sampling)
    {
        int[] Flat(ulong seed, int epoch) => [.. BatchOrder.Of(new() { Size = 5, Sampling = sampling }, Labels, 3, seed, epoch).SelectMany(b => b)];
        int[] first = Flat(3, 7);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Flat(3, 7), Is.EqualTo(first));
            Assert.That(Flat(3, 7), Is.Not.EqualTo(Flat(3, 8)));
            Assert.That(Flat(3, 7), Is.Not.EqualTo(Flat(4, 7)));
        }
    }

    [Test]
    public void ShufflingIsUniform()
    {
        // Over 6000 epochs the first place holds each of the 18 samples 333 times, give or take 18.
        int[] counts = new int[18];
        for (int epoch = 0; epoch < 6000; epoch++)
        {
            counts[BatchOrder.Of(new() { Size = 0 }, Labels, 3, 1, epoch)[0][0]]++;
        }

        Assert.That(counts, Has.All.InRange(333 - 90, 333 + 90));
    }

    [Test]
    public void ClassBalancedDrawsClassesEquallyAndSamplesWithin()
    {
        int[] counts = new int[18];
        for (int epoch = 0; epoch < 1000; epoch++)
        {
            foreach (int row in BatchOrder.Of(new() { Size = 6, Sampling = SamplingKind.ClassBalanced }, Labels, 3, 2, epoch).SelectMany(b => b))
            {
                counts[row]++;
            }
        }

        // 18,000 draws, 6000 of each class, give or take 63.
        using (Assert.EnterMultipleScope())
        {
            Assert.That(counts.Take(12).Sum(), Is.InRange(5700, 6300));
            Assert.That(counts.Skip(12).Take(5).Sum(), Is.InRange(5700, 6300));
            Assert.That(counts[17], Is.InRange(5700, 6300));
            Assert.That(counts.Take(12), Has.All.InRange(390, 610));
        }
    }

    [Test]
    public void OversampledRepeatsEachSampleAsOftenAsItsClassIsRare()
    {
        int[] counts = new int[18];
        for (int epoch = 0; epoch < 2000; epoch++)
        {
            int[] rows = [.. BatchOrder.Of(new() { Size = 7, Sampling = SamplingKind.Oversampled }, Labels, 3, 2, epoch).SelectMany(b => b)];
            foreach (int row in rows)
            {
                counts[row]++;
            }

            Assert.That(Enumerable.Range(12, 5).Select(r => rows.Count(x => x == r)), Has.All.InRange(2, 3), "12/5 = 2.4");
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(counts.Take(12), Has.All.EqualTo(2000));
            Assert.That(counts[17], Is.EqualTo(24_000));
            // 2.4 on average: 4800, give or take 22.
            Assert.That(counts.Skip(12).Take(5), Has.All.InRange(4690, 4910));
        }
    }

    [Test]
    public void AnEmptyClassIsRefusedWhereClassesAreDrawn() =>
        Assert.That(() => BatchOrder.Of(new() { Sampling = SamplingKind.ClassBalanced }, Labels, 4, 1, 0), Throws.ArgumentException.With.Message.Contains("Class 3 has no samples"));

    private static IReadOnlyList<int[]> Of(SamplingKind sampling, int size) => BatchOrder.Of(new() { Size = size, Sampling = sampling }, Labels, 3, 1, 0);
}
