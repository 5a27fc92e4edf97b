using NCVerify.Conformance;
using NCVerify.Metrics;
using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Cli.Commands;

/// <summary>The figures of one measured model.</summary>
internal static class MeasureCommandFigures
{
    // Larger maps cannot be read, and make large pages.
    private const int MostMapped = 60;
    private const int MostPoints = 240;

    public static IReadOnlyList<Figure> Of(string id, MeasureReport report, ClassStatistics s)
    {
        Matrix means = s.MeansAroundClassMean;
        Matrix? weights = s.Classifier is { } classifier ? Matrix.Create(means.Rows, means.Columns, (k, j) => classifier.Weights[s.RowOfClass[k], j]) : null;
        return [Grams(id, s, means, weights), Angles(id, means, weights), Norms(id, s, means, weights), Spectra(id, report, s, means), Within(id, s)];
    }

    private static Figure Grams(string id, ClassStatistics s, Matrix means, Matrix? weights)
    {
        int[] shown = [.. Enumerable.Range(0, s.Counts.Length).OrderByDescending(k => s.Counts[k]).ThenBy(k => k).Take(MostMapped)];
        var seli = new Seli([.. s.Counts.Select(n => (double)n)]);
        bool even = s.Counts.Min() == s.Counts.Max();
        List<HeatMap> maps = [new("centred class means", Part(means * means.Transpose(), shown)), new(even ? "simplex ETF" : "SELI at these class sizes", Part(seli.MeanGram, shown)), new("class means, not centred", Part(s.Means * s.Means.Transpose(), shown))];
        if (weights is not null)
        {
            maps.AddRange([new("classifier", Part(weights * weights.Transpose(), shown)), new("logits of centred means", Part(weights * means.Transpose(), shown))]);
        }

        string cut = shown.Length < s.Counts.Length ? $" The {shown.Length} largest of {s.Counts.Length} classes." : string.Empty;
        return New(id, "grams", "Gram matrices, each of Frobenius norm 1", "Classes from the largest to the smallest. A simplex ETF is constant on the diagonal and, negative, off it; an orthogonal frame, not centred, is zero off it." + cut) with { HeatMaps = maps };
    }

    private static Figure Angles(string id, Matrix means, Matrix? weights)
    {
        double target = -1.0 / (means.Rows - 1);
        List<Series> series = [Sorted("class means, centred", Cosines(means))];
        if (weights is not null)
        {
            series.Add(Sorted("classifier", Cosines(weights)));
        }

        series.Add(new("simplex ETF", SeriesRole.Reference, [0, 1], [target, target]));
        return New(id, "angles", "Cosines between classes", "All pairs of classes, from the smallest cosine to the largest. A flat line at -1/(K-1) is a simplex ETF; the right end shows the pairs that are nearest to each other.") with
        {
            Series = series,
            X = new("share of pairs with a smaller cosine"),
            Y = new("cosine"),
        };
    }

    private static Figure Norms(string id, ClassStatistics s, Matrix means, Matrix? weights)
    {
        double[] sizes = [.. s.Counts.Select(n => (double)n)];
        var seli = new Seli(sizes);
        int[] order = [.. Enumerable.Range(0, sizes.Length).OrderBy(k => sizes[k])];
        List<Series> series = [];
        void Add(string name, Matrix rows, Matrix gram)
        {
            double[] norms = [.. Enumerable.Range(0, rows.Rows).Select(k => Length(rows.Row(k)))], predicted = [.. Enumerable.Range(0, rows.Rows).Select(k => Math.Sqrt(Math.Max(0, gram[k, k])))];
            double own = norms.Average(), other = predicted.Average();
            series.Add(new($"{name}, SELI", SeriesRole.Predicted, [.. order.Select(k => sizes[k])], [.. order.Select(k => predicted[k] / other)]));
            series.Add(new(name, SeriesRole.Measured, [.. order.Select(k => sizes[k])], [.. order.Select(k => own > 0 ? norms[k] / own : double.NaN)]));
        }

        Add("centred means", means, seli.MeanGram);
        if (weights is not null)
        {
            Add("classifier", weights, seli.ClassifierGram);
        }

        return New(id, "norms", "Norms against class size", "Lengths relative to their mean. With equal classes, and in a simplex ETF, all are 1; the lines are SELI for the actual class sizes, where small classes have longer means and shorter classifiers.") with
        {
            Series = series,
            X = new("samples of the class", s.Counts.Max() > 10 * s.Counts.Min()),
            Y = new("norm / mean norm"),
        };
    }

    private static Figure Spectra(string id, MeasureReport report, ClassStatistics s, Matrix means)
    {
        double k = means.Rows;
        Matrix gram = means.Rows <= means.Columns ? means * means.Transpose() : means.Transpose() * means;
        double[] between = [.. SymmetricEigen.Decompose(gram).Values.Reverse().Take(s.StructuralRank).Select(x => Math.Max(0, x) / k)];
        List<Series> series = [Indexed("between classes", SeriesRole.Measured, between)];
        if (report.WithinSpectrum is { } within)
        {
            series.Add(Indexed("within classes", SeriesRole.Measured, [.. within]));
        }

        series.Add(new("equal eigenvalues (ETF)", SeriesRole.Reference, [1, between.Length], [between.Average(), between.Average()]));
        return New(id, "spectra", "Spectra", $"Eigenvalues of the between-class scatter{(report.WithinSpectrum is null ? " (that of the within-class scatter needs --full)" : " and of the within-class scatter")}, largest first. An ETF has K - 1 equal eigenvalues between classes; collapse is a gap between the two curves.") with
        {
            Series = series,
            X = new("rank"),
            Y = new("eigenvalue", Logarithmic: true),
        };
    }

    private static Figure Within(string id, ClassStatistics s)
    {
        double[] variability = [.. Variability(s).OrderDescending()];
        return New(id, "within", "Within-class variability, worst classes first", "Mean squared distance of the samples of a class from their mean, relative to the mean squared length of the centred class means. A few classes far above the rest have not collapsed yet.") with
        {
            Series = [Indexed("classes", SeriesRole.Measured, variability), new("pooled (nc1.quotient)", SeriesRole.Reference, [1, variability.Length], [Pooled(s), Pooled(s)])],
            X = new("rank of the class"),
            Y = new("variability", Logarithmic: variability[0] > 10 * variability[^1]),
        };
    }

    /// <summary>Per class, v_k over the mean squared length of centred means.</summary>
    public static double[] Variability(ClassStatistics s) =>
        [.. s.WithinClass.Zip(s.Counts, (sum, n) => sum / n / Between(s))];

    private static double Pooled(ClassStatistics s) => s.WithinClass.Sum() / s.Samples / Between(s);

    private static double Between(ClassStatistics s) => s.MeansAroundClassMean.Data.Sum(x => x * x) / s.Counts.Length;

    private static Figure New(string id, string figure, string title, string caption) =>
        new() { Claim = id, Id = figure, Title = title, Caption = caption, RefutedBy = string.Empty };

    private static Matrix Part(Matrix gram, int[] shown)
    {
        double norm = Math.Sqrt(gram.Data.Sum(x => x * x));
        return Matrix.Create(shown.Length, shown.Length, (i, j) => norm > 0 ? gram[shown[i], shown[j]] / norm : 0);
    }

    private static double[] Cosines(Matrix rows)
    {
        double[] norms = [.. Enumerable.Range(0, rows.Rows).Select(k => Length(rows.Row(k)))];
        Matrix gram = rows * rows.Transpose();
        return [.. Enumerable.Range(0, rows.Rows).SelectMany(i => Enumerable.Range(i + 1, rows.Rows - i - 1).Select(j => gram[i, j] / (norms[i] * norms[j]))).Where(double.IsFinite).Order()];
    }

    private static Series Sorted(string name, double[] sorted) => Thinned(name, [.. sorted.Select((_, i) => sorted.Length > 1 ? i / (sorted.Length - 1.0) : 0)], sorted);

    private static Series Indexed(string name, SeriesRole role, double[] values) => Thinned(name, [.. values.Select((_, i) => i + 1.0)], values) with { Role = role };

    // Evenly over the ranks, both ends included.
    private static Series Thinned(string name, double[] x, double[] y)
    {
        int[] kept = y.Length <= MostPoints ? [.. Enumerable.Range(0, y.Length)] : [.. Enumerable.Range(0, MostPoints).Select(i => (int)((long)i * (y.Length - 1) / (MostPoints - 1)))];
        return new(name, SeriesRole.Measured, [.. kept.Select(i => x[i])], [.. kept.Select(i => y[i])]);
    }

    private static double Length(ReadOnlySpan<double> row)
    {
        double sum = 0;
        foreach (double x in row)
        {
            sum += x * x;
        }

        return Math.Sqrt(sum);
    }
}
