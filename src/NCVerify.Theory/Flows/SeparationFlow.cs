using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>A moment of gradient flow.</summary>
/// <param name="W">Classifiers (K x d).</param>
/// <param name="H">Features of every sample (d x N, classes in order).</param>
/// <param name="Time">Time t; positive infinity beyond the range of doubles.</param>
/// <param name="Loss">Sum of the cross-entropies.</param>
/// <param name="Margin">Least margin over samples and classes.</param>
public sealed record FlowState(Matrix W, Matrix H, double Time, double Loss, double Margin)
{
    /// <summary>Least margin over (|W|^2 + |H|^2)/2.</summary>
    public double NormalisedMargin => 2 * Margin / (W.SquaredNorm() + H.SquaredNorm());
}

/// <summary>
/// Gradient flow d(W, H)/dt = -grad of the sum of cross-entropies on all samples, without penalties (model of Ji et al.),
/// by the adaptive Runge-Kutta method of Dormand and Prince in the variable u with dt = du/loss, in which the flow does
/// not slow down.
/// </summary>
public sealed class SeparationFlow
{
    private static readonly double[][] Stages =
    [
        [1.0 / 5],
        [3.0 / 40, 9.0 / 40],
        [44.0 / 45, -56.0 / 15, 32.0 / 9],
        [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
        [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
        [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
    ];

    private static readonly double[] Errors = [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40];

    private readonly int _classes;
    private readonly int _dimension;
    private readonly int[] _labels;

    /// <summary>The flow of class sizes n in dimension d.</summary>
    /// <exception cref="ArgumentException">Fewer than two classes, or a size or the dimension below 1.</exception>
    public SeparationFlow(IReadOnlyList<int> sizes, int dimension)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (sizes.Count < 2 || sizes.Any(n => n < 1))
        {
            throw new ArgumentException("There must be at least two classes with at least one sample each.", nameof(sizes));
        }

        (_classes, _dimension, _labels) = (sizes.Count, dimension, [.. sizes.SelectMany((n, k) => Enumerable.Repeat(k, n))]);
    }

    /// <summary>Largest relative error per step.</summary>
    public double Tolerance { get; init; } = 1e-11;

    /// <summary>Most steps.</summary>
    public int MaximumSteps { get; init; } = 2_000_000;

    /// <summary>Flows from W (K x d) and H (d x N) until the stopping condition holds; the last step ends exactly at <paramref name="until"/> where that is reached first.</summary>
    /// <param name="w">Classifiers at t = 0.</param>
    /// <param name="h">Features at t = 0.</param>
    /// <param name="stop">Whether to stop at a state.</param>
    /// <param name="until">Time at which to stop in any case.</param>
    /// <exception cref="InvalidOperationException">The number of steps is used up.</exception>
    public FlowState Run(Matrix w, Matrix h, Func<FlowState, bool> stop, double until = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(w);
        ArgumentNullException.ThrowIfNull(h);
        ArgumentNullException.ThrowIfNull(stop);
        double[] x = [.. w.Data, .. h.Data, 0];
        int n = x.Length;
        double[][] slopes = [.. Enumerable.Range(0, 7).Select(_ => new double[n])];
        double[] trial = new double[n];
        double step = 1e-4;
        Slope(x, slopes[0]);
        for (int count = 0; count < MaximumSteps; count++)
        {
            FlowState state = State(x);
            if (stop(state) || state.Time >= until)
            {
                return state;
            }

            // Time grows by about step/loss: the step that would overshoot is shortened, and repeated by Newton's rule.
            double remaining = (until - state.Time) * state.Loss;
            double used = Math.Min(step, remaining), error = Step(x, used, slopes, trial);
            if (error > 1 || trial[n - 1] > until * (1 + 1e-13))
            {
                step = used * (error > 1 ? Math.Clamp(0.9 * Math.Pow(error, -0.2), 0.1, 0.9) : 0.5);
                continue;
            }

            (x, trial) = (trial, x);
            (slopes[0], slopes[6]) = (slopes[6], slopes[0]);
            step = used * Math.Clamp(0.9 * Math.Pow(Math.Max(error, 1e-10), -0.2), 0.2, 5);
            if (double.IsFinite(until) && until - x[n - 1] <= 1e-13 * until)
            {
                return State(x);
            }
        }

        throw new InvalidOperationException($"The flow did not end in {MaximumSteps} steps.");
    }

    /// <summary>Plain gradient descent from W and H: a number of steps of length step(loss, |W|^2 + |H|^2) along minus the gradient.</summary>
    /// <returns>The last point whose loss is not below the range of doubles; its time is the sum of the steps.</returns>
    public FlowState Descend(Matrix w, Matrix h, Func<double, double, double> step, int steps)
    {
        ArgumentNullException.ThrowIfNull(w);
        ArgumentNullException.ThrowIfNull(h);
        ArgumentNullException.ThrowIfNull(step);
        double[] x = [.. w.Data, .. h.Data, 0], slope = new double[x.Length], before = (double[])x.Clone();
        for (int i = 0; i < steps; i++)
        {
            Slope(x, slope);
            if (!double.IsFinite(slope[^1]))
            {
                return State(before);
            }

            x.CopyTo(before, 0);
            double loss = 1 / slope[^1], square = VectorOperations.Dot(x.AsSpan(0, x.Length - 1), x.AsSpan(0, x.Length - 1));
            VectorOperations.AddScaled(loss * step(loss, square), slope, x);
        }

        return State(x);
    }

    private FlowState State(double[] x)
    {
        int features = _classes * _dimension;
        Matrix w = new(_classes, _dimension, x[..features]), h = new(_dimension, _labels.Length, x[features..^1]);
        Matrix z = w * h;
        double loss = 0, margin = double.PositiveInfinity;
        for (int i = 0; i < _labels.Length; i++)
        {
            double others = 0;
            for (int c = 0; c < _classes; c++)
            {
                double gap = z[_labels[i], i] - z[c, i];
                others += c == _labels[i] ? 0 : Special.Exp(-gap);
                margin = c == _labels[i] ? margin : Math.Min(margin, gap);
            }

            loss += Special.Log1p(others);
        }

        return new(w, h, x[^1], loss, margin);
    }

    // -grad/loss in W and H, 1/loss in t. Probabilities relative to the label's, so that tiny losses keep their digits.
    private void Slope(double[] x, double[] slope)
    {
        int d = _dimension, features = _classes * d, n = _labels.Length;
        Array.Clear(slope);
        double loss = 0;
        Span<double> p = stackalloc double[_classes];
        for (int i = 0; i < n; i++)
        {
            int y = _labels[i];
            double top = double.NegativeInfinity;
            for (int c = 0; c < _classes; c++)
            {
                double z = 0;
                for (int r = 0; r < d; r++)
                {
                    z += x[(c * d) + r] * x[features + (r * n) + i];
                }

                p[c] = z;
                top = Math.Max(top, z);
            }

            double own = Special.Exp(p[y] - top), others = 0;
            for (int c = 0; c < _classes; c++)
            {
                p[c] = c == y ? 0 : Special.Exp(p[c] - top);
                others += p[c];
            }

            double total = own + others;
            loss += others < own ? Special.Log1p(others / own) : Math.Log(total) - Math.Log(own);
            for (int c = 0; c < _classes; c++)
            {
                double g = (c == y ? -others : p[c]) / total;
                for (int r = 0; r < d; r++)
                {
                    slope[(c * d) + r] -= g * x[features + (r * n) + i];
                    slope[features + (r * n) + i] -= g * x[(c * d) + r];
                }
            }
        }

        for (int j = 0; j < slope.Length; j++)
        {
            slope[j] /= loss;
        }

        slope[^1] = 1 / loss;
    }

    private double Step(double[] x, double step, double[][] slopes, double[] trial)
    {
        for (int stage = 0; stage < 6; stage++)
        {
            x.CopyTo(trial, 0);
            for (int j = 0; j <= stage; j++)
            {
                VectorOperations.AddScaled(step * Stages[stage][j], slopes[j], trial);
            }

            Slope(trial, slopes[stage + 1]);
        }

        double scale = 0, largest = 0;
        for (int i = 0; i < x.Length - 1; i++)
        {
            scale = Math.Max(scale, Math.Abs(trial[i]));
        }

        for (int i = 0; i < x.Length; i++)
        {
            double error = 0;
            for (int stage = 0; stage < 7; stage++)
            {
                error += Errors[stage] * slopes[stage][i];
            }

            double size = i == x.Length - 1 ? trial[i] + 1e-300 : scale;
            largest = Math.Max(largest, Math.Abs(step * error) / (Tolerance * size));
        }

        return double.IsFinite(largest) ? largest : 1e6;
    }
}
