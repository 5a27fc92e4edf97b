namespace NCVerify.Training.TorchSharp.Tests;

/// <summary>
/// Two engines side by side on the same experiment, from the same numbers, for some epochs: every difference beyond a
/// tolerance, in words. After the first step the optimiser's velocities are the gradients, so gradients are compared too.
/// </summary>
internal static class Agreement
{
    /// <summary>
    /// Largest difference of an array's entries over its largest entry (at least 1e-3). Both engines round each operation to
    /// 2^-53 or 2^-24; sums have up to some hundred terms, and a few steps are taken: 1e-12 and 1e-4 leave a factor of ten or more.
    /// </summary>
    public static double Tolerance(Precision precision) => precision == Precision.Float64 ? 1e-12 : 1e-4;

    /// <summary>What differs; empty when nothing does.</summary>
    public static IReadOnlyList<string> Differences(ITrainingEngine one, ITrainingEngine other, Experiment experiment, TrainingData data, int epochs = 3, Experiment? forOther = null)
    {
        using ITrainingRun a = one.Start(experiment, data, 7), b = other.Start(forOther ?? experiment, data, 7);
        var found = new List<string>();
        Compare("start", a.State(), b.State(), 0, found);
        double tolerance = Tolerance(experiment.Precision);
        for (int epoch = 1; epoch <= epochs && found.Count == 0; epoch++)
        {
            EpochOutcome x = a.Train(), y = b.Train();
            string when = $"epoch {epoch}, ";
            Compare(when + "objective and loss", [x.Objective, x.Loss], [y.Objective, y.Loss], tolerance, found);
            Compare(when, a.State(), b.State(), tolerance, found);
            Compare(when, a.Parameters(), b.Parameters(), tolerance, found);
            Extraction p = a.Extract(data.Training), q = b.Extract(data.Training);
            Compare(when + "features", p.Features.Data, q.Features.Data, tolerance, found);
            Compare(when + "logits", p.Logits.Data, q.Logits.Data, tolerance, found);
            Compare(when + "loss of all", [p.Loss], [q.Loss], tolerance, found);
            Compare(when + "head", [.. a.Head().Layers.SelectMany(l => l.Data), .. a.Head().Bias ?? []], [.. b.Head().Layers.SelectMany(l => l.Data), .. b.Head().Bias ?? []], tolerance, found);
        }

        return found;
    }

    private static void Compare(string what, IReadOnlyList<NamedArray> a, IReadOnlyList<NamedArray> b, double tolerance, List<string> found)
    {
        if (!a.Select(x => x.Name).SequenceEqual(b.Select(x => x.Name), StringComparer.Ordinal))
        {
            found.Add($"{what}: arrays {string.Join(", ", a.Select(x => x.Name))} and {string.Join(", ", b.Select(x => x.Name))}");
            return;
        }

        foreach ((NamedArray x, NamedArray y) in a.Zip(b))
        {
            if (!x.Shape.SequenceEqual(y.Shape))
            {
                found.Add($"{what}{x.Name}: shapes {string.Join(" x ", x.Shape)} and {string.Join(" x ", y.Shape)}");
            }

            Compare(what + x.Name, x.Values, y.Values, tolerance, found);
        }
    }

    private static void Compare(string what, double[] a, double[] b, double tolerance, List<string> found)
    {
        double scale = Math.Max(1e-3, a.Select(Math.Abs).DefaultIfEmpty().Max()), worst = a.Zip(b, (x, y) => Math.Abs(x - y) / scale).DefaultIfEmpty().Max();
        if (a.Length != b.Length || !(worst <= tolerance))
        {
            found.Add(FormattableString.Invariant($"{what}: {worst:E2} apart, {tolerance:E0} allowed"));
        }
    }
}
