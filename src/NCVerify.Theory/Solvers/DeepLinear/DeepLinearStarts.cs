using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Starting points for layered problems: the leading singular directions of the label matrix Y D^(1/2) (centred where there
/// is a bias or a softmax), spread over all factors in balance with their penalties, with noise; and Gaussian points.
/// </summary>
internal sealed class DeepLinearStarts(Problem problem, DeepLinearLandscape landscape)
{
    private const double Noise = 0.03;

    /// <summary>Starts with 1, 2, ... directions, as many as the widths allow, then random ones.</summary>
    public IEnumerable<double[]> All(ulong seed, int random)
    {
        int rank = landscape.Shapes.Min(s => Math.Min(s.Rows, s.Columns));
        SymmetricEigen labels = Labels(out Matrix target);
        int directions = Math.Min(rank, labels.Values.Count(v => v > 1e-9 * labels.Values[^1]));
        for (int count = 1; count <= directions; count++)
        {
            yield return Spread(labels, target, count, new CounterRandom(seed, (ulong)count));
        }

        for (int i = 0; i < random; i++)
        {
            var source = new CounterRandom(seed, (ulong)(1000 + i));
            double deviation = 0.4 + (0.3 * i);
            yield return [.. landscape.Shapes.SelectMany((s, m) => source.GaussianMatrix(s.Rows, s.Columns, deviation * Unit(m)).Data), .. Bias()];
        }
    }

    // Y D^(1/2) with a free or regularised bias or a softmax: minus its mean over samples or classes.
    private SymmetricEigen Labels(out Matrix target)
    {
        int classes = problem.Classes;
        double total = problem.Total;
        double[] roots = [.. problem.Samples.Select(n => Math.Sqrt(n))];
        bool softmax = problem.Loss == Loss.CrossEntropy, bias = problem.Bias == BiasKind.Free && !softmax;
        target = Matrix.Create(classes, classes, (i, k) =>
            (i == k ? roots[k] : 0) - (softmax ? roots[k] / classes : bias ? roots[i] * roots[i] / total * roots[k] : 0));
        if (softmax)
        {
            // Squared error wants a fit of one, cross-entropy of a few units.
            target = target.Scale(5);
        }

        return SymmetricEigen.Decompose(target.Transpose() * target);
    }

    // sum over directions of u s v', s^(1/(M+1)) in each factor, in units of equal penalties.
    private double[] Spread(SymmetricEigen labels, Matrix target, int count, CounterRandom random)
    {
        int factors = landscape.Shapes.Count;
        var parts = new Matrix[factors];
        for (int m = 0; m < factors; m++)
        {
            (int rows, int columns) = landscape.Shapes[m];
            parts[m] = random.GaussianMatrix(rows, columns, Noise * Unit(m));
        }

        for (int r = 0; r < count; r++)
        {
            int column = labels.Values.Length - 1 - r;
            double value = Math.Sqrt(Math.Max(labels.Values[column], 0)), share = Math.Pow(value, 1.0 / factors);
            double[] v = labels.Vectors.Column(column), u = (target * labels.Vectors).Column(column);
            for (int m = 0; m < factors; m++)
            {
                for (int i = 0; i < (m == factors - 2 ? parts[m].Rows : 1); i++)
                {
                    for (int j = 0; j < (m == factors - 1 ? parts[m].Columns : 1); j++)
                    {
                        double left = m == factors - 2 ? u[i] / value : 1, right = m == factors - 1 ? v[j] : 1;
                        parts[m][m == factors - 2 ? i : r, m == factors - 1 ? j : r] += Unit(m) * share * left * right;
                    }
                }
            }
        }

        return [.. parts.SelectMany(p => p.Data), .. Bias()];
    }

    // The scale of factor m that makes lambda_m |.|^2 equal for all factors.
    private double Unit(int m)
    {
        double mean = Math.Exp((problem.LambdaW.Sum(Math.Log) + Math.Log(problem.LambdaH)) / landscape.Shapes.Count);
        return Math.Sqrt(mean / (m < problem.Layers ? problem.LambdaW[m] : problem.LambdaH));
    }

    private double[] Bias() => problem.Bias == BiasKind.None ? [] : [.. problem.Samples.Select(n => (double)n / problem.Total)];
}
