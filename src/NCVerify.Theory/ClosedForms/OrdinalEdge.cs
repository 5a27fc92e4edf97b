namespace NCVerify.Theory;

/// <summary>
/// Leading behaviour of the cumulative link model with the logit link for small Lambda (claim CLM-05): with e the tail
/// l_1'(z) = e^(z - b_1), the edge values solve z_1 = b_1 + log(Lambda |z_1|/S) and its mirror image, S^2 = sum n_q z_q^2 with
/// inner values at their midpoints.
/// </summary>
public static class OrdinalEdge
{
    /// <summary>The two edge values and S to that order; the error is of the order of Lambda |z|/S.</summary>
    public static (double First, double Last, double S) Solve(OrdinalScale scale, double lambda)
    {
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambda);
        double inner = OrdinalCollapse.Midpoints(scale.Thresholds).Select((z, i) => scale.Sizes[i + 1] * z * z).Sum();
        (double b1, double bQ) = (scale.Thresholds[0], scale.Thresholds[^1]);

        // A contraction with a factor of about 1/|z|.
        (double first, double last, double s) = (b1 - 1, bQ + 1, 1);
        for (int i = 0; i < 500; i++)
        {
            s = Math.Sqrt((scale.Sizes[0] * first * first) + (scale.Sizes[^1] * last * last) + inner);
            double far = Math.Log(s / (lambda * Math.Abs(first))), high = Math.Log(s / (lambda * Math.Abs(last)));
            (double next, double following) = (b1 - far, bQ + high);
            if (next == first && following == last)
            {
                break;
            }

            (first, last) = (next, following);
        }

        return (first, last, s);
    }
}
