using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Newton from a good start: the active modes are identified, then the steps are preconditioned in their frame.</summary>
internal static class FramedNewton
{
    private const int FrameLimit = 12;

    /// <summary>The minimiser from scaled logits X and contrast eigenvalues, or null when frames do not lead to one.</summary>
    public static ReducedPoint? Minimise(Matrix x, double[] contrast, FactoredObjective objective, TrustRegionNewton newton, double lambda, out bool converged)
    {
        converged = false;
        double value = double.PositiveInfinity;
        for (int frames = 0; frames < FrameLimit; frames++)
        {
            Prof.Mark("to frame"); objective.EvaluateLoss(x, contrast);
            var frame = ModeFrame.Find(x, contrast, objective, lambda);
            Prof.Mark("frame"); ReducedPoint point = frame.Point();
            double start = objective.Evaluate(point);
            if (!(start <= value * (1 + 1e-9)))
            {
                return null;
            }

            value = newton.Minimise(point, new FramePreconditioner(frame, objective, lambda), out converged, impatient: true);
            Prof.Mark($"newton {newton.Iterations} {newton.Products}"); if (converged)
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
