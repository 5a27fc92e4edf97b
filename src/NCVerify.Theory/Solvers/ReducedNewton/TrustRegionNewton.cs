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

    /// <summary>Squared preconditioned gradient, relative to the value, that ends the run: errors of about 1e-12 in the unknowns.</summary>
    private const double GradientGoal = 1e-24;

    /// <summary>Least ratio of actual to predicted decrease of a step that is taken.</summary>
    private const double SmallestRatio = 1e-4;

    private const int OuterLimit = 300;
    private const int InnerLimit = 1000;

    /// <summary>Outer iterations so far, over all calls of <see cref="Minimise"/>.</summary>
    public int Iterations { get; private set; }

    /// <summary>Hessian products so far.</summary>
    public int Products { get; private set; }

    /// <summary>Improves the point in place; returns its value.</summary>
    public double Minimise(ReducedPoint point, out bool converged)
    {
        ReducedPoint gradient = point.ZeroLike(), weights = point.ZeroLike(), step = point.ZeroLike(), trial = point.ZeroLike(), scaled = point.ZeroLike();
        double value = objective.Evaluate(point), radius = double.NaN;
        int stalled = 0;
        double best = double.PositiveInfinity;
        converged = false;
        for (int outer = 0; outer < OuterLimit; outer++)
        {
            objective.Gradient(gradient);
            objective.Diagonal(weights);
            scaled.SetToQuotient(gradient, weights);
            double size = ReducedPoint.Dot(gradient, scaled);
            double relative = size / Math.Max(Math.Abs(value), double.Epsilon);
            if (relative <= GradientGoal)
            {
                converged = true;
                break;
            }

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

            radius = double.IsNaN(radius) ? Math.Sqrt(size) : radius;
            double tolerance = Math.Clamp(Math.Sqrt(relative), 1e-7, 1e-2);
            Iterations++;
            double predicted = Step(gradient, weights, size, tolerance * size, radius, step, out double length);
            trial.SetTo(point);
            trial.Add(1, step);
            double next = objective.Evaluate(trial);
            double noise = RoundingFloor * 1e-2 * Math.Abs(value);
            double ratio = (value - next + noise) / (predicted + noise);
            if (ratio < 0.25)
            {
                radius = 0.25 * length;
            }
            else if (ratio > 0.75 && length > 0.8 * radius)
            {
                radius *= 2;
            }

            // A refused step has cost its products; a shorter one in the same direction costs an evaluation.
            double share = 1;
            while (ratio <= SmallestRatio && predicted > noise && share > 0.01)
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
                if (predicted <= noise)
                {
                    converged = true;
                    break;
                }
            }
        }

        return value;
    }

    /// <summary>Minimises the quadratic model in the ball of the weights' norm; returns the decrease that it predicts.</summary>
    private double Step(ReducedPoint gradient, ReducedPoint weights, double size, double goal, double radius, ReducedPoint step, out double length)
    {
        ReducedPoint residual = gradient.ZeroLike(), scaled = gradient.ZeroLike(), direction = gradient.ZeroLike(), image = gradient.ZeroLike();
        step.Clear();
        residual.SetTo(gradient);
        scaled.SetToQuotient(gradient, weights);
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
            scaled.SetToQuotient(residual, weights);
            double next = ReducedPoint.Dot(residual, scaled);
            if (next <= goal)
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
