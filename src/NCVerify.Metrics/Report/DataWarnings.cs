using System.Globalization;
using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>What a reader must know about the data before quoting a number measured on them.</summary>
internal static class DataWarnings
{
    // From here on the three NC1 conventions differ by more than rounding of the usual three digits.
    private const double Uneven = 1.05;
    private const double IllConditioned = 1e6;
    private const int NamesShown = 10;
    private const int FewPerClass = 10;
    private const double TrainingError = 0.02;

    public static IEnumerable<string> Of(ClassStatistics s, IReadOnlyList<ClassCount> classes, IReadOnlyList<MeasuredGeometry> geometries)
    {
        int k = s.Counts.Length, d = s.Means.Columns;
        if (classes.Any(c => c.Count == 0))
        {
            yield return $"No samples: {Names(classes.Where(c => c.Count == 0).Select(c => c.Label))}. K is {k} in all metrics of means; W's rows of these classes enter only nc2.*.weights and the classifier's choice.";
        }

        if (s.Counts.Contains(1))
        {
            yield return $"A single sample: {Names(Labels(s, n => n == 1))}. Their within-class variability is 0 by construction and lowers NC1.";
        }

        double ratio = s.Counts.Max() / (double)s.Counts.Min();
        if (ratio > Uneven)
        {
            yield return $"Uneven classes (largest to smallest {Exact.Format(ratio, 3)}): the conventions of NC1 and of the global mean give different numbers; quote the id with the value.";
        }

        if (ratio > Uneven && SampleCentringMatters(s))
        {
            yield return "Around the mean over samples the class means look less like an ETF than around the mean of class means: with uneven classes the former is no centre of the geometry, so quote nc2.*.classmean.";
        }

        if (s.Samples - k < s.StructuralRank)
        {
            yield return $"Few samples: {s.Samples - k} beyond one per class, fewer than the {s.StructuralRank} dimensions that the class means span. NC1 is then small without any collapse, and means follow their samples.";
        }
        else if (Typical(s) < FewPerClass)
        {
            yield return $"Few samples per class (median {Typical(s).ToString(CultureInfo.InvariantCulture)}): class means follow their samples, so NC1 and distances carry large errors; ask for --bootstrap.";
        }

        if (s.Classifier is not null && s.Samples - s.Correct > TrainingError * s.Samples)
        {
            yield return $"The classifier errs on {Exact.Format(100.0 * (s.Samples - s.Correct) / s.Samples, 3)} % of the samples. Neural Collapse is stated for training samples late in training, where it errs on none: are these test features, is augmentation on, or do labels and rows of W not belong together?";
        }

        if (k == 2)
        {
            yield return "Two classes: any two centred means are a simplex ETF (and SELI), so angles and these distances say nothing.";
        }

        if (d < k - 1)
        {
            yield return $"Dimension {d} is below K - 1 = {k - 1}: simplex ETF and SELI cannot be reached, and their distances cannot be 0.";
        }
        else if (d < k)
        {
            yield return $"Dimension {d} is below K = {k}: orthogonal frames cannot be reached, and their distances cannot be 0.";
        }

        foreach (string warning in Coinciding(s))
        {
            yield return warning;
        }

        if (s.Rank == s.StructuralRank && s.MeansCondition > IllConditioned)
        {
            yield return $"The class means hardly differ in some direction (condition number about {Exact.Format(s.MeansCondition, 2)}): nc1.pinv.* is dominated by it; see nc1.quotient and nc1.cdnv.";
        }

        double Distance(string name) => geometries.FirstOrDefault(g => string.Equals(g.Name, name, StringComparison.Ordinal))?.Distance ?? double.PositiveInfinity;
        if (k > 2 && Math.Max(Distance(GeometryRanking.SimplexEtf), Distance(GeometryRanking.OrthogonalFrame)) <= CollapseVerdict.DistanceThreshold)
        {
            yield return "Near the orthogonal frame and the simplex ETF at once: an orthogonal frame, centred, is a simplex ETF; the orthogonal frame says more, as it also fixes the global mean.";
        }
    }

    private static long Typical(ClassStatistics s) => s.Counts.Order().ElementAt(s.Counts.Length / 2);

    private static bool SampleCentringMatters(ClassStatistics s) =>
        EtfError.Of(s.Grams.Of(s.MeansAroundSampleMean, s.MeansAroundSampleMean)) - EtfError.Of(s.Grams.Of(s.MeansAroundClassMean, s.MeansAroundClassMean)) > 0.05;

    private static IEnumerable<string> Coinciding(ClassStatistics s)
    {
        if (s.Rank == s.StructuralRank)
        {
            yield break;
        }

        double size = Gram.FrobeniusNorm(s.Means) * 1e-14;
        var pairs = new List<string>();
        double[] lengths = Gram.RowNorms(s.MeansAroundClassMean);
        for (int i = 0; i < s.Counts.Length; i++)
        {
            for (int j = i + 1; j < s.Counts.Length && pairs.Count <= NamesShown; j++)
            {
                // Means of different lengths cannot coincide, so few pairs are looked at closely.
                double distance = Math.Abs(lengths[i] - lengths[j]);
                distance = distance <= size ? Math.Sqrt(PairDistances.Squared(s.MeansAroundClassMean.Row(i), s.MeansAroundClassMean.Row(j))) : distance;
                if (distance <= size)
                {
                    pairs.Add($"{s.Labels[i].ToString(CultureInfo.InvariantCulture)} and {s.Labels[j].ToString(CultureInfo.InvariantCulture)}");
                }
            }
        }

        if (pairs.Count > 0)
        {
            yield return $"Means that coincide: {string.Join("; ", pairs.Take(NamesShown))}{(pairs.Count > NamesShown ? "; and more" : string.Empty)}.";
        }
    }

    private static IEnumerable<long> Labels(ClassStatistics s, Func<long, bool> count) => s.Labels.Where((_, k) => count(s.Counts[k]));

    private static string Names(IEnumerable<long> labels)
    {
        long[] all = [.. labels];
        string shown = string.Join(", ", all.Take(NamesShown));
        return (all.Length == 1 ? "class " : "classes ") + shown + (all.Length > NamesShown ? $" and {all.Length - NamesShown} more" : string.Empty);
    }
}
