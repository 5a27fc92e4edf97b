using System.Globalization;
using NCVerify.Metrics;
using NCVerify.Numerics;

// Stands for your own loop: two workers see batches of features h (row-major, float) with labels, once each.
const int Classes = 4, Dimension = 8, BatchSize = 32, Batches = 25;
var classifier = new LinearClassifier(Matrix.Create(Classes, Dimension, (k, j) => k == j ? 1 : 0));
var workers = new ClassAccumulator[] { new(Dimension, classifier), new(Dimension, classifier) };
for (int batch = 0; batch < Batches; batch++)
{
    (float[] features, long[] labels) = Batch((ulong)batch);
    workers[batch % 2].Add(features, labels);
}

// One result for both: the same as if one worker had seen all samples.
workers[0].Merge(workers[1]);
MeasureReport report = Measurement.Run(workers[0].ToStatistics());

Console.WriteLine($"{report.Samples} samples in {report.Classes.Count} classes");
foreach (string id in new[] { "nc1.pinv.classmean", "nc2.etf.means.classmean", "nc3.duality.classmean" })
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id} = {report[id]:G4}"));
}

Console.WriteLine(report.Verdict.Answer);

// Orthogonal class means with a little noise.
static (float[] Features, long[] Labels) Batch(ulong seed)
{
    var random = new CounterRandom(seed);
    float[] features = new float[BatchSize * Dimension];
    long[] labels = new long[BatchSize];
    for (int i = 0; i < BatchSize; i++)
    {
        labels[i] = i % Classes;
        for (int j = 0; j < Dimension; j++)
        {
            features[(i * Dimension) + j] = (j == labels[i] ? 10 : 0) + (float)(0.1 * random.NextGaussian());
        }
    }

    return (features, labels);
}
