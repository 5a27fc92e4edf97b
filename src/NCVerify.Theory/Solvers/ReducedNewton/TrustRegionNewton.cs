namespace NCVerify.Theory;

/// <summary>
/// Truncated Newton in a trust region: steps by preconditioned conjugate gradients after Steihaug, which follow negative
/// curvature to the border. Once the predicted decrease is below what the value can resolve, steps are judged by the
/// gradient instead, and the run ends when that stops shrinking.
/// </summary>
internal sealed class TrustRegionNewton(ISecondOrderObjective objective)
{
    /// <summary>Predicted relative decrease below which the value, rounded, cannot judge a step.</summary>
    private const double RoundingFloor = 1e-13;

    /// <summary>Least ratio of actual to predicted decrease of a step that is taken.</summary>
    private const double SmallestRatio = 1e-4;

    private const int OuterLimit = 300;
    private const int InnerLimit = 1000;

    /// <summary>Outer iterations so far, over all calls.</summary>
    public int Iterations { get; private set; }

    /// <summary>Hessian products so far.</summary>
    public int Products { get; private set; }

    /// <summary>Improves the point in place, preconditioned by the diagonal of the Hessian; returns its value.</summary>
    public double Minimise(ReducedPoint point, out bool converged) =>
        Minimise(point, new DiagonalPreconditioner(objective, point), out converged);

    /// <summary>
    /// Improves the point in place; returns its value. Where impatient, the run also ends, not converged, as soon as a step
    /// does not reduce the squared gradient tenfold.
    /// </summary>
    public double Minimise(ReducedPoint point, IPreconditioner preconditioner, out bool converged, bool impatient = false)
    {
        ReducedPoint gradient = point.ZeroLike(), step = point.ZeroLike(), trial = point.ZeroLike(), scaled = point.ZeroLike();
        double value = objective.Evaluate(point), radius = double.NaN;
        int stalled = 0;
        double best = double.PositiveInfinity, before = double.PositiveInfinity;
        converged = false;
        for (int outer = 0; outer < OuterLimit; outer++)
        {
            objective.Gradient(gradient);
            preconditioner.Update();
            preconditioner.Apply(gradient, scaled);
            double size = ReducedPoint.Dot(gradient, scaled);
            double relative = size / Math.Max(Math.Abs(value), double.Epsilon);
            if (!(size >= 0))
            {
                break;
            }

            if (relative <= preconditioner.Goal)
            {
                converged = true;
                break;
            }

            if (impatient && relative > RoundingFloor && relative > 0.1 * before)
            {
                break;
            }

            before = relative;
            if (relative < RoundingFloor)
            {
                stalled = relative > 0.5 * best ? stalled + 1 : 0;
                best = Math.Min(best, relative);
                if (stalled >= 2)
                {
                    converged = true;
                    break;
                }
            }

            radius = double.IsNaN(radius) ? preconditioner.FirstRadius * Math.Sqrt(size) : radius;
            double tolerance = Math.Clamp(Math.Sqrt(relative), 1e-7, 1e-2);
            Iterations++;
            double goal = Math.Max(tolerance * size, 0.1 * preconditioner.Goal * Math.Abs(value));
            double predicted = Step(gradient, preconditioner, scaled, size, goal, radius, step, out double length);
            trial.SetTo(point);
            trial.Add(1, step);
            double next = objective.Evaluate(trial);
            double noise = RoundingFloor * 1e-2 * Math.Abs(value), floor = RoundingFloor * Math.Abs(value);
            bool resolved = predicted > floor;
            double ratio = resolved ? (value - next + noise) / (predicted + noise) : next <= value + (10 * floor) ? 1 : 0;
            if (!resolved)
            {
                // Rounding hides the decrease: the radius stays, and the gradient judges the step at the next turn.
            }
            else if (ratio < 0.25)
            {
                radius = 0.25 * length;
            }
            else if (ratio > 0.75 && length > 0.8 * radius)
            {
                radius *= 2;
            }

            // A refused step has cost its products; a shorter one in the same direction costs an evaluation.
            double share = 1;
            while (ratio <= SmallestRatio && resolved && share > 0.01)
            {
                share *= 0.25;
                trial.SetTo(point);
                trial.Add(share, step);
                next = objective.Evaluate(trial);
                ratio = (value - next) / (share * predicted);
                radius = share * length;
            }

            if (ratio > SmallestRatio)
            {
                point.SetTo(trial);
                value = next;
            }
            else
            {
                objective.Evaluate(point);
                if (!resolved)
                {
                    converged = predicted <= noise;
                    break;
                }
            }
        }

        return value;
    }

    /// <summary>Minimises the quadratic model in the ball of the weights' norm; returns the decrease that it predicts.</summary>
    private double Step(ReducedPoint gradient, IPreconditioner preconditioner, ReducedPoint scaled, double size, double goal, double radius, ReducedPoint step, out double length)
    {
        ReducedPoint residual = gradient.ZeroLike(), direction = gradient.ZeroLike(), image = gradient.ZeroLike();
        step.Clear();
        residual.SetTo(gradient);
        direction.ScaleAndSubtract(0, scaled);

        // Inner products in the norm of the weights, by recurrence: step with itself, step with direction, direction with itself.
        double rho = size, stepStep = 0, stepDirection = 0, directionDirection = size, predicted = 0;
        length = 0;
        for (int inner = 0; inner < InnerLimit; inner++)
        {
            objective.HessianProduct(direction, image);
            Products++;
            double curvature = ReducedPoint.Dot(direction, image);
            double length2 = double.PositiveInfinity, along = 0;
            if (curvature > 0)
            {
                along = rho / curvature;
                length2 = stepStep + (2 * along * stepDirection) + (along * along * directionDirection);
            }

            if (!(length2 < radius * radius))
            {
                double root = Math.Sqrt((stepDirection * stepDirection) + (directionDirection * ((radius * radius) - stepStep)));
                double toBorder = ((radius * radius) - stepStep) / (stepDirection + root);
                step.Add(toBorder, direction);
                length = radius;

                // The residual is orthogonal to the step so far: along the direction the model falls with slope -rho.
                return predicted + (toBorder * rho) - (0.5 * toBorder * toBorder * curvature);
            }

            step.Add(along, direction);
            residual.Add(along, image);
            predicted += 0.5 * along * rho;
            stepStep = length2;
            length = Math.Sqrt(stepStep);
            preconditioner.Apply(residual, scaled);
            double next = ReducedPoint.Dot(residual, scaled);
            if (!(next > goal))
            {
                break;
            }

            double beta = next / rho;
            stepDirection = beta * (stepDirection + (along * directionDirection));
            directionDirection = next + (beta * beta * directionDirection);
            direction.ScaleAndSubtract(beta, scaled);
            rho = next;
        }

        return predicted;
    }
}
