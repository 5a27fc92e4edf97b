using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Whether a candidate has the shapes of its problem.</summary>
public static class CandidateRules
{
    /// <summary>Refuses a candidate whose shapes do not fit; entries may be anything, also NaN.</summary>
    /// <exception cref="ProblemException">A shape is wrong; the message names W[m], H, bias or sampleFeatures.</exception>
    public static void Validate(Problem problem, Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(candidate);
        if (candidate.W is null || candidate.W.Count != problem.Layers)
        {
            throw ProblemRules.Refuse("W", $"a list of {candidate.W?.Count ?? 0}", $"{problem.Layers} layers");
        }

        for (int m = 0; m < problem.Layers; m++)
        {
            int output = m == problem.Layers - 1 ? problem.Classes : Width(problem, m + 1);
            Shape($"W[{m}]", candidate.W[m], output, Width(problem, m));
        }

        Shape("H", candidate.H, problem.Dimension, problem.Classes);
        if (candidate.SampleFeatures is { } features)
        {
            Shape("sampleFeatures", features, problem.Dimension, problem.Total);
        }

        if (candidate.Bias is { } bias && (bias.Length != problem.Classes || problem.Bias == BiasKind.None))
        {
            throw ProblemRules.Refuse("bias", $"a list of {bias.Length}", problem.Bias == BiasKind.None ? "none in this problem" : $"{problem.Classes} numbers");
        }
    }

    /// <summary>Whether every entry of the candidate is a finite number.</summary>
    public static bool IsFinite(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return candidate.W.All(w => w.Data.All(double.IsFinite))
            && candidate.H.Data.All(double.IsFinite)
            && (candidate.Bias?.All(double.IsFinite) ?? true)
            && (candidate.SampleFeatures?.Data.All(double.IsFinite) ?? true);
    }

    /// <summary>Class means (d x K) of sample features (d x N, classes in order).</summary>
    public static Matrix ClassMeans(Problem problem, Matrix sampleFeatures)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(sampleFeatures);
        var means = new Matrix(sampleFeatures.Rows, problem.Classes);
        for (int r = 0; r < means.Rows; r++)
        {
            ReadOnlySpan<double> row = sampleFeatures.Row(r);
            int start = 0;
            for (int k = 0; k < means.Columns; k++)
            {
                var sum = default(CompensatedSum);
                foreach (double x in row.Slice(start, problem.Samples[k]))
                {
                    sum.Add(x);
                }

                means[r, k] = sum.Value / problem.Samples[k];
                start += problem.Samples[k];
            }
        }

        return means;
    }

    private static int Width(Problem problem, int layer) => problem.Widths?[layer] ?? problem.Dimension;

    private static void Shape(string field, Matrix? matrix, int rows, int columns)
    {
        if (matrix is null || matrix.Rows != rows || matrix.Columns != columns)
        {
            throw ProblemRules.Refuse(field, matrix is null ? "nothing" : $"{matrix.Rows} x {matrix.Columns}", $"{rows} x {columns}");
        }
    }
}
