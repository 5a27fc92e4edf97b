using NCVerify.Numerics;

namespace NCVerify.Theory.Tests.Foreign;

/// <summary>Limited-memory BFGS with a backtracking line search, from the textbook (Nocedal and Wright, algorithms 7.4 and 3.1).</summary>
internal static class ForeignOptimiser
{
    private const int Memory = 15;

    /// <summary>The least objective over starts of every scale; for margins the stiffness of their penalty grows.</summary>
    public static double Best(Problem problem, ulong seed, int starts = 3, int steps = 1500)
    {
        var objective = new ForeignObjective(problem);
        var random = new CounterRandom(seed, 99);
        double best = double.PositiveInfinity;
        for (int start = 0; start < starts; start++)
        {
            double[] x = [.. Enumerable.Range(0, objective.Length).Select(_ => random.NextGaussian() * (start == 0 ? 0.3 : 1))];
            double[] stiffness = problem.Model == ProblemModel.MinimumNormSeparation ? [10, 1e3, 1e5, 1e7] : [0];
            foreach (double s in stiffness)
            {
                objective.Stiffness = s;
                x = Descend(objective, x, steps);
                best = Math.Min(best, objective.Attained(x));
            }
        }

        return best;
    }

    private static double[] Descend(ForeignObjective objective, double[] x, int steps)
    {
        var gradient = new double[x.Length];
        double value = objective.Search(x, gradient);
        var history = new List<(double[] Step, double[] Change, double Curvature)>();
        for (int step = 0; step < steps; step++)
        {
            double[] direction = TwoLoops(gradient, history);
            double slope = Dot(direction, gradient);
            if (!(slope < -1e-30))
            {
                break;
            }

            double length = history.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(Dot(gradient, gradient))) : 1;
            double[] next = x, nextGradient = new double[x.Length];
            double nextValue = value;
            for (int halving = 0; halving < 40; halving++, length /= 2)
            {
                double t = length;
                next = [.. x.Select((v, i) => v + (t * direction[i]))];
                nextValue = objective.Search(next, nextGradient);
                if (nextValue <= value + (1e-4 * t * slope))
                {
                    break;
                }
            }

            if (!(nextValue < value))
            {
                break;
            }

            double[] moved = [.. next.Select((v, i) => v - x[i])], change = [.. nextGradient.Select((g, i) => g - gradient[i])];
            double curvature = Dot(moved, change);
            if (curvature > 1e-12 * Dot(change, change))
            {
                history.Add((moved, change, curvature));
                history.RemoveRange(0, Math.Max(0, history.Count - Memory));
            }

            (x, gradient, value) = (next, nextGradient, nextValue);
        }

        return x;
    }

    private static double[] TwoLoops(double[] gradient, List<(double[] Step, double[] Change, double Curvature)> history)
    {
        double[] q = [.. gradient.Select(g => -g)];
        var alpha = new double[history.Count];
        for (int j = history.Count - 1; j >= 0; j--)
        {
            alpha[j] = Dot(history[j].Step, q) / history[j].Curvature;
            Add(q, -alpha[j], history[j].Change);
        }

        if (history.Count > 0)
        {
            double scale = history[^1].Curvature / Dot(history[^1].Change, history[^1].Change);
            q = Array.ConvertAll(q, v => scale * v);
        }

        for (int j = 0; j < history.Count; j++)
        {
            Add(q, alpha[j] - (Dot(history[j].Change, q) / history[j].Curvature), history[j].Step);
        }

        return q;
    }

    private static void Add(double[] target, double factor, double[] x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            target[i] += factor * x[i];
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
