using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Newton's method in a trust region, its steps by conjugate gradients that follow negative curvature to the border. Where the
/// value can no longer resolve a step, the norm of the gradient decides.
/// </summary>
internal sealed class ClassWeightedNewton(ClassWeightedLoss function)
{
    private const int Limit = 1000;

    /// <summary>Steps tried so far.</summary>
    public int Iterations { get; private set; }

    /// <summary>Improves the point in place; whether the gradient became as small as rounding allows.</summary>
    public bool Minimise(double[] x)
    {
        int n = function.Length;
        double[] gradient = new double[n], trial = new double[n], next = new double[n];
        double value = function.Evaluate(x, gradient), radius = 1, norm = Norm(gradient), first = norm;
        int stalled = 0;
        for (; Iterations < Limit && stalled < 3 && norm > 1e-16 * first; Iterations++)
        {
            (double[] step, double predicted) = Step(gradient, norm, radius);
            bool resolved = predicted > 1e-12 * Math.Abs(value);
            if (!resolved)
            {
                // A tiny step of the full length: the radius shrank on rounding, not on curvature.
                radius = Math.Max(radius, 1e-2);
                (step, _) = Step(gradient, norm, radius);
            }

            VectorOperations.Add(x, step, trial);
            double reached = function.Evaluate(trial, next), length = Norm(step);
            double ratio = resolved ? (value - reached) / predicted : Norm(next) < norm ? 1 : 0;
            if (resolved)
            {
                radius = ratio < 0.25 ? 0.25 * length : ratio > 0.75 && length > 0.9 * radius ? 2 * radius : radius;
            }

            if (ratio > 1e-3)
            {
                stalled = resolved || Norm(next) < 0.5 * norm ? 0 : stalled + 1;
                trial.CopyTo(x, 0);
                (gradient, next) = (next, gradient);
                (value, norm) = (reached, Norm(gradient));
            }
            else
            {
                stalled += resolved ? 0 : 1;
                function.Evaluate(x, gradient);
            }
        }

        return norm <= 1e-10 * first;
    }

    private (double[] Step, double Predicted) Step(double[] gradient, double norm, double radius)
    {
        int n = gradient.Length;
        double[] step = new double[n], residual = Array.ConvertAll(gradient, g => -g), direction = (double[])residual.Clone(), image = new double[n];
        double square = norm * norm, goal = 1e-4 * norm, predicted = 0;
        for (int inner = 0; inner < 2 * n; inner++)
        {
            function.HessianProduct(direction, image);
            double curvature = VectorOperations.Dot(direction, image), along = square / curvature;
            double border = ToBorder(step, direction, radius);
            if (!(curvature > 0) || along >= border)
            {
                predicted += (border * square) - (border * border * curvature / 2);
                return (Moved(step, border, direction), predicted);
            }

            predicted += along * square / 2;
            step = Moved(step, along, direction);
            residual = Moved(residual, -along, image);
            double following = VectorOperations.Dot(residual, residual);
            if (Math.Sqrt(following) <= goal)
            {
                break;
            }

            direction = Moved(residual, following / square, direction);
            square = following;
        }

        return (step, predicted);
    }

    // The positive t with |step + t direction| = radius.
    private static double ToBorder(double[] step, double[] direction, double radius)
    {
        double a = VectorOperations.Dot(direction, direction), b = VectorOperations.Dot(step, direction), c = VectorOperations.Dot(step, step) - (radius * radius);
        double root = Math.Sqrt(Math.Max(0, (b * b) - (a * c)));
        return b > 0 ? -c / (b + root) : (root - b) / a;
    }

    private static double[] Moved(double[] x, double factor, double[] direction)
    {
        var result = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            result[i] = x[i] + (factor * direction[i]);
        }

        return result;
    }

    private static double Norm(double[] x) => Math.Sqrt(VectorOperations.Dot(x, x));
}
