using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Newton from a good start: the active modes are identified, then the steps are preconditioned in their frame.</summary>
internal static class FramedNewton
{
    private const int FrameLimit = 12;

    /// <summary>How much the value may grow, relatively, where a new frame cuts off modes.</summary>
    private const double Growth = 1e-9;

    /// <summary>The minimiser from a point, or null when frames do not lead to one.</summary>
    public static ReducedPoint? Minimise(ReducedPoint start, FactoredObjective objective, TrustRegionNewton newton, double lambda)
    {
        objective.Evaluate(start);
        return Minimise(MatrixProduct.MultiplyTranspose(start.P, start.Q), objective.ContrastValues.ToArray(), objective, newton, lambda);
    }

    /// <summary>The minimiser from scaled logits X and contrast eigenvalues, or null when frames do not lead to one.</summary>
    public static ReducedPoint? Minimise(Matrix x, double[] contrast, FactoredObjective objective, TrustRegionNewton newton, double lambda)
    {
        double value = double.PositiveInfinity;
        for (int frames = 0; frames < FrameLimit; frames++)
        {
            objective.EvaluateLoss(x, contrast);
            if (!double.IsFinite(x.MaxAbs()) || !double.IsFinite(objective.LossResidual.MaxAbs()))
            {
                return null;
            }

            var frame = ModeFrame.Find(x, contrast, objective, lambda);
            ReducedPoint point = frame.Point();
            if (!(objective.Evaluate(point) <= value * (1 + Growth)))
            {
                return null;
            }

            value = newton.Minimise(point, new FramePreconditioner(frame, objective, lambda), out bool converged, impatient: true);
            if (converged)
            {
                return point;
            }

            objective.Evaluate(point);
            contrast = objective.ContrastValues.ToArray();
            x = MatrixProduct.MultiplyTranspose(point.P, point.Q);
        }

        return null;
    }
}
