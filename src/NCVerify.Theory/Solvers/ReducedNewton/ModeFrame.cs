using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Singular vectors of tau X + (negative residual). At an optimum X and its negative residual share singular vectors; where X is
/// active the residual's singular values are lambda, elsewhere they are smaller, so that the values of the sum above lambda
/// are the active modes. Away from an optimum, cutting at lambda is a proximal gradient step with step 1/tau.
/// </summary>
internal sealed class ModeFrame
{
    /// <summary>tau s is at most this many lambda: the sum then is well conditioned on the active modes.</summary>
    private const double Stretch = 3;

    /// <summary>Share of the largest singular value below which an active mode counts as just active.</summary>
    private const double SmallShare = 0.02;

    private const int LiftLimit = 16;

    private ModeFrame(Matrix features, Matrix classifiers, double[] active, double[] pull, double[] contrast)
    {
        (Features, Classifiers, Active, Pull, Contrast) = (features, classifiers, active, pull, contrast);
    }

    /// <summary>Orthogonal G x G, a mode per column, on the side of the samples.</summary>
    public Matrix Features { get; }

    /// <summary>Orthogonal G x G, a mode per column, on the side of the logits.</summary>
    public Matrix Classifiers { get; }

    /// <summary>Singular values of the active modes, which are the first, descending.</summary>
    public double[] Active { get; }

    /// <summary>Singular value of the residual in the modes that are not active.</summary>
    public double[] Pull { get; }

    /// <summary>Unknown of the contrasts of every cluster.</summary>
    public double[] Contrast { get; }

    /// <summary>The frame at scaled logits X and contrast eigenvalues, where the loss was last evaluated.</summary>
    public static ModeFrame Find(Matrix x, ReadOnlySpan<double> contrast, FactoredObjective objective, double lambda)
    {
        int g = x.Rows;
        double tau = Stretch * lambda / LargestSingularValue(x);
        var sum = new Matrix(g, g);
        VectorOperations.Scale(tau, x.Data, sum.Data);
        VectorOperations.Subtract(sum.Data, objective.LossResidual.Data, sum.Data);
        var eigen = SymmetricEigen.Decompose(MatrixProduct.MultiplyTranspose(sum, sum));
        Matrix features = Matrix.Create(g, g, (i, j) => eigen.Vectors[i, g - 1 - j]);
        double[] value = [.. eigen.Values.Reverse().Select(v => Math.Sqrt(Math.Max(0, v)))];
        Matrix classifiers = MatrixProduct.TransposeMultiply(sum, features);
        for (int j = 0; j < g; j++)
        {
            value[j] = j < g - 1 ? Math.Max(value[j], 1e-8 * value[0]) : 0;
        }

        // Logits sum to zero over classes: the last mode, without residual and without value.
        double[] total = objective.RootCounts();
        for (int i = 0; i < g; i++)
        {
            Span<double> row = classifiers.Row(i);
            for (int j = 0; j < g - 1; j++)
            {
                row[j] /= value[j];
            }

            row[g - 1] = total[i];
        }

        int rank = value.Count(v => v > lambda * (1 + 1e-9));
        double[] unknowns = new double[g];
        for (int h = 0; h < g; h++)
        {
            // The same cut for the contrasts of a cluster, whose singular value is sqrt(size) times their eigenvalue.
            if (objective.ContrastUnit(h) is > 0 and var unit)
            {
                double cut = (tau * unit * contrast[h]) + objective.ContrastPull(h) - lambda;
                unknowns[h] = cut > 0 ? Math.Sqrt(cut / tau / unit / objective.ContrastScale(h)) : 0;
            }
        }

        double[] active = [.. value.Take(rank).Select(v => (v - lambda) / tau)];
        Lift(active, x, features, classifiers, objective, lambda);
        return new(features, classifiers, active, [.. value.Skip(rank)], unknowns);
    }

    /// <summary>
    /// A proximal step leaves modes that are just active far too small, and Newton steps in factors start slowly from there:
    /// these modes get their own minimum, the others held.
    /// </summary>
    private static void Lift(double[] active, Matrix x, Matrix features, Matrix classifiers, FactoredObjective objective, double lambda)
    {
        for (int i = active.Length - 1; i > 0 && i >= active.Length - LiftLimit && active[i] < SmallShare * active[0]; i--)
        {
            double[] v = features.Column(i), u = classifiers.Column(i);
            double pull = -Form(objective.LossResidual, v, u), curvature = objective.LossCurvature(v, u);
            double own = Form(x, v, u) + ((pull - lambda) / curvature);
            active[i] = double.IsFinite(own) ? Math.Clamp(own, 0.1 * active[i], SmallShare * active[0]) : active[i];
        }
    }

    /// <summary>v'A u.</summary>
    private static double Form(Matrix a, double[] v, double[] u)
    {
        double sum = 0;
        for (int i = 0; i < v.Length; i++)
        {
            sum += v[i] * VectorOperations.Dot(a.Row(i), u);
        }

        return sum;
    }

    /// <summary>The point that has these modes and no others.</summary>
    public ReducedPoint Point()
    {
        int g = Features.Rows;
        double[] root = [.. Active.Select(Math.Sqrt)];
        Matrix Scaled(Matrix modes) => Matrix.Create(g, root.Length, (i, j) => modes[i, j] * root[j]);
        return new(Scaled(Features), Scaled(Classifiers), (double[])Contrast.Clone());
    }

    private static double LargestSingularValue(Matrix x)
    {
        double[] v = [.. Enumerable.Range(0, x.Columns).Select(i => 1.0 / (i + 1))], image = new double[x.Rows];
        double largest = 0;
        for (int step = 0; step < 20; step++)
        {
            for (int i = 0; i < x.Rows; i++)
            {
                image[i] = VectorOperations.Dot(x.Row(i), v);
            }

            Array.Clear(v);
            for (int i = 0; i < x.Rows; i++)
            {
                VectorOperations.AddScaled(image[i], x.Row(i), v);
            }

            double norm = Math.Sqrt(VectorOperations.Dot(v, v));
            if (norm == 0)
            {
                break;
            }

            largest = Math.Sqrt(norm);
            VectorOperations.Scale(1 / norm, v, v);
        }

        return largest > 0 ? largest : 1;
    }
}
