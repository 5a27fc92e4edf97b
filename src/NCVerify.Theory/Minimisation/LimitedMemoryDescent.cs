using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// L-BFGS with a weak Wolfe line search by bisection. Where the decrease falls below the rounding of the value, the slope
/// decides in place of the value, so that the gradient can be driven down to its own rounding.
/// </summary>
internal sealed class LimitedMemoryDescent
{
    private const int Memory = 12;
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;

    private readonly Func<double[], double[], double> _evaluate;
    private readonly List<(double[] Move, double[] Change, double Product)> _pairs = [];
    private double[] _gradient;

    public LimitedMemoryDescent(Func<double[], double[], double> evaluate, double[] start)
    {
        _evaluate = evaluate;
        Point = start;
        _gradient = new double[start.Length];
        Value = evaluate(start, _gradient);
    }

    public double[] Point { get; private set; }

    public double Value { get; private set; }

    public int Iterations { get; private set; }

    /// <summary>Descends until the gradient's norm is at most the tolerance; false when it does not come that far.</summary>
    public bool Run(double tolerance, int maximumIterations)
    {
        while (Iterations < maximumIterations && !(Norm(_gradient) <= tolerance))
        {
            Iterations++;
            if (!Step() && !Restart())
            {
                break;
            }
        }

        return Norm(_gradient) <= tolerance;
    }

    // Once more by plain steepest descent before giving up.
    private bool Restart()
    {
        bool possible = _pairs.Count > 0;
        _pairs.Clear();
        return possible;
    }

    private bool Step()
    {
        double[] direction = Direction();
        double slope = VectorOperations.Dot(direction, _gradient);
        if (!(slope < 0))
        {
            return false;
        }

        double low = 0, high = double.PositiveInfinity, step = _pairs.Count == 0 ? 1 / Math.Max(1, Norm(_gradient)) : 1;
        double noise = 4e-15 * Math.Max(Math.Abs(Value), 1e-300);
        for (int trial = 0; trial < 60; trial++)
        {
            double[] next = (double[])Point.Clone(), gradient = new double[next.Length];
            VectorOperations.AddScaled(step, direction, next);
            double value = _evaluate(next, gradient), following = VectorOperations.Dot(direction, gradient);
            bool lower = value <= Value + (Decrease * step * slope)
                || (value <= Value + noise && following <= (2 * Decrease - 1) * slope);
            if (!lower)
            {
                high = step;
            }
            else if (following < Curvature * slope)
            {
                low = step;
            }
            else
            {
                Accept(next, value, gradient);
                return true;
            }

            step = double.IsFinite(high) ? (low + high) / 2 : 2 * low;
        }

        return false;
    }

    private void Accept(double[] next, double value, double[] gradient)
    {
        double[] move = new double[next.Length], change = new double[next.Length];
        VectorOperations.Subtract(next, Point, move);
        VectorOperations.Subtract(gradient, _gradient, change);
        double product = VectorOperations.Dot(move, change);
        if (product > 0)
        {
            _pairs.Add((move, change, product));
            if (_pairs.Count > Memory)
            {
                _pairs.RemoveAt(0);
            }
        }

        (Point, Value, _gradient) = (next, value, gradient);
    }

    private double[] Direction()
    {
        double[] q = new double[Point.Length], weights = new double[_pairs.Count];
        VectorOperations.Scale(-1, _gradient, q);
        for (int i = _pairs.Count - 1; i >= 0; i--)
        {
            weights[i] = VectorOperations.Dot(_pairs[i].Move, q) / _pairs[i].Product;
            VectorOperations.AddScaled(-weights[i], _pairs[i].Change, q);
        }

        if (_pairs.Count > 0)
        {
            (_, double[] change, double product) = _pairs[^1];
            VectorOperations.Scale(product / VectorOperations.Dot(change, change), q, q);
        }

        for (int i = 0; i < _pairs.Count; i++)
        {
            double back = VectorOperations.Dot(_pairs[i].Change, q) / _pairs[i].Product;
            VectorOperations.AddScaled(weights[i] - back, _pairs[i].Move, q);
        }

        return q;
    }

    private static double Norm(double[] x) => Math.Sqrt(VectorOperations.Dot(x, x));
}
