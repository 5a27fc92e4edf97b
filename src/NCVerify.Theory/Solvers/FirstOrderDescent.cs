namespace NCVerify.Theory;

/// <summary>A smooth function of one flat vector, with an optional lower bound of 0 on part of it.</summary>
internal interface IFirstOrderFunction
{
    /// <summary>Value at <paramref name="x"/>; writes the gradient.</summary>
    double Evaluate(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>First index that must stay nonnegative (to the end); the length when none must.</summary>
    int NonnegativeFrom { get; }
}

/// <summary>What a descent ends with.</summary>
internal readonly record struct DescentResult(double[] Point, double Value, double GradientNorm, int Iterations);

/// <summary>
/// Projected gradient descent with Nesterov momentum, adaptive restart (momentum is dropped when it points uphill) and a
/// step adapted by backtracking. Where the decrease falls below the rounding of the value, the step is judged by the
/// change of the gradient instead, so that the gradient can be driven to 1e-10 and below.
/// </summary>
internal static class FirstOrderDescent
{
    /// <summary>Descends from <paramref name="start"/> until the norm of the projected gradient is at most <paramref name="tolerance"/>.</summary>
    public static DescentResult Run(IFirstOrderFunction function, double[] start, double tolerance, int maximumIterations)
    {
        int n = start.Length;
        double[] x = (double[])start.Clone(), lead = (double[])start.Clone(), next = new double[n];
        double[] gradient = new double[n], nextGradient = new double[n], leadGradient = new double[n];
        double value = function.Evaluate(x, gradient), norm = ProjectedNorm(function, x, gradient);
        gradient.CopyTo(leadGradient, 0);
        double leadValue = value, step = 1 / Math.Max(1, norm), momentum = 1;
        int iteration = 0;
        for (; iteration < maximumIterations && !(norm <= tolerance); iteration++)
        {
            double nextValue;
            while (true)
            {
                Step(function, lead, leadGradient, step, next);
                nextValue = function.Evaluate(next, nextGradient);
                if (step < 1e-30 || Acceptable(lead, leadValue, leadGradient, next, nextValue, nextGradient, step))
                {
                    break;
                }

                step /= 2;
            }

            double uphill = 0;
            for (int i = 0; i < n; i++)
            {
                uphill += (lead[i] - next[i]) * (next[i] - x[i]);
            }

            double following = uphill > 0 ? 1 : (1 + Math.Sqrt(1 + (4 * momentum * momentum))) / 2;
            double inertia = uphill > 0 ? 0 : (momentum - 1) / following;
            for (int i = 0; i < n; i++)
            {
                lead[i] = next[i] + (inertia * (next[i] - x[i]));
            }

            (x, next, momentum, value) = (next, x, following, nextValue);
            (gradient, nextGradient) = (nextGradient, gradient);
            norm = ProjectedNorm(function, x, gradient);
            if (inertia == 0)
            {
                gradient.CopyTo(leadGradient, 0);
                leadValue = value;
            }
            else
            {
                leadValue = function.Evaluate(lead, leadGradient);
            }

            step *= 1.05;
        }

        return new DescentResult(x, value, norm, iteration);
    }

    private static void Step(IFirstOrderFunction function, double[] lead, double[] gradient, double step, double[] next)
    {
        for (int i = 0; i < next.Length; i++)
        {
            double moved = lead[i] - (step * gradient[i]);
            next[i] = i >= function.NonnegativeFrom ? Math.Max(moved, 0) : moved;
        }
    }

    // f(next) <= f(lead) + g'(next - lead) + |next - lead|^2/(2 step), or the same curvature seen through the gradients.
    private static bool Acceptable(double[] lead, double value, double[] gradient, double[] next, double nextValue, double[] nextGradient, double step)
    {
        double slope = 0, square = 0, curvature = 0;
        for (int i = 0; i < next.Length; i++)
        {
            double move = next[i] - lead[i];
            slope += gradient[i] * move;
            square += move * move;
            curvature += (nextGradient[i] - gradient[i]) * move;
        }

        if (!double.IsFinite(nextValue))
        {
            return false;
        }

        return Math.Abs(slope) < 1e-9 * Math.Abs(value)
            ? curvature <= square / step
            : nextValue <= value + slope + (square / (2 * step)) + (1e-15 * Math.Abs(value));
    }

    private static double ProjectedNorm(IFirstOrderFunction function, double[] x, double[] gradient)
    {
        double square = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double g = i >= function.NonnegativeFrom && x[i] <= 0 ? Math.Min(gradient[i], 0) : gradient[i];
            square += g * g;
        }

        return Math.Sqrt(square);
    }
}
