using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// f(P, Q, contrast) = loss + lambda/2 (|P|^2 + |Q|^2 + |contrast|^2): value and gradient at a point, and there the Hessian
/// (six matrix products) and a diagonal approximation of it.
/// </summary>
internal sealed class FactoredObjective : ISecondOrderObjective
{
    private readonly double _lambda;
    private readonly double[] _contrastScale, _rootSize, _count;
    private readonly ClusteredCrossEntropy _loss;
    private readonly Matrix _x, _change;
    private readonly double[] _a, _contrastChange;
    private readonly double _sampleWeight;
    private Matrix _scratch = new(0, 0);
    private ReducedPoint _point = ReducedPoint.Zero(0, 0);

    public FactoredObjective(SizeClusters clusters, double sampleWeight, double lambda)
    {
        int g = clusters.Clusters;
        _lambda = lambda;
        _sampleWeight = sampleWeight;
        _loss = new(clusters, sampleWeight);
        _rootSize = [.. clusters.Size.Select(Math.Sqrt)];
        _count = clusters.Count;
        _contrastScale = [.. clusters.Size.Zip(clusters.Count, (s, m) => m > 1 ? 1 / (2 * (m - 1) * Math.Sqrt(s)) : 0)];
        (_x, _change, _a, _contrastChange) = (new Matrix(g, g), new Matrix(g, g), new double[g], new double[g]);
    }

    /// <summary>Gradient of the loss in the scaled cluster-mean logits at the point last evaluated.</summary>
    public Matrix LossResidual => _loss.Residual;

    /// <summary>The point last evaluated.</summary>
    public ReducedPoint Point => _point;

    /// <summary>Eigenvalues of the logits on the contrasts of every cluster.</summary>
    public ReadOnlySpan<double> ContrastValues => _a;

    /// <summary>
    /// Pull of the loss at the contrasts of a cluster, as a singular value of the residual: at a minimum it is lambda where
    /// the contrast is not zero, and at most lambda where it is.
    /// </summary>
    public double ContrastPull(int cluster) => -2 * _contrastScale[cluster] * _loss.ContrastResidual[cluster];

    /// <summary>Root of the size of a cluster that has contrasts, else 0: their singular value over their eigenvalue.</summary>
    public double ContrastUnit(int cluster) => _contrastScale[cluster] > 0 ? _rootSize[cluster] : 0;

    /// <summary>Eigenvalue on the contrasts over the square of the unknown.</summary>
    public double ContrastScale(int cluster) => _contrastScale[cluster];

    /// <summary>Unit vector along which X vanishes on the side of the logits.</summary>
    public double[] RootCounts()
    {
        double total = Math.Sqrt(_count.Sum());
        return [.. _count.Select(m => Math.Sqrt(m) / total)];
    }

    /// <summary>Evaluates the loss alone at scaled logits and contrast eigenvalues; sets the residuals.</summary>
    public void EvaluateLoss(Matrix x, ReadOnlySpan<double> contrast) => _loss.Evaluate(x, contrast);

    /// <summary>Second derivative of the loss at X along v u', where the loss was last evaluated.</summary>
    public double LossCurvature(double[] v, double[] u)
    {
        for (int i = 0; i < v.Length; i++)
        {
            VectorOperations.Scale(v[i], u, _x.Row(i));
        }

        _loss.HessianProduct(_x, new double[v.Length], _change, _contrastChange);
        return VectorOperations.Dot(_x.Data, _change.Data);
    }

    /// <summary>Value at a point, which becomes the point of <see cref="Gradient"/>, <see cref="HessianProduct"/> and <see cref="Diagonal"/>.</summary>
    public double Evaluate(ReducedPoint point)
    {
        _point = point;
        MatrixProduct.MultiplyTranspose(point.P, point.Q, _x);
        for (int g = 0; g < _a.Length; g++)
        {
            _a[g] = _contrastScale[g] * point.Contrast[g] * point.Contrast[g];
        }

        return _loss.Evaluate(_x, _a) + (0.5 * _lambda * ReducedPoint.Dot(point, point));
    }

    public void Gradient(ReducedPoint gradient)
    {
        MatrixProduct.Multiply(_loss.Residual, _point.Q, gradient.P);
        MatrixProduct.TransposeMultiply(_loss.Residual, _point.P, gradient.Q);
        for (int g = 0; g < _a.Length; g++)
        {
            gradient.Contrast[g] = 2 * _contrastScale[g] * _point.Contrast[g] * _loss.ContrastResidual[g];
        }

        gradient.Add(_lambda, _point);
    }

    public void HessianProduct(ReducedPoint d, ReducedPoint result)
    {
        EnsureScratch(d.P);
        MatrixProduct.MultiplyTranspose(d.P, _point.Q, _x);
        MatrixProduct.MultiplyTranspose(_point.P, d.Q, _change);
        VectorOperations.Add(_x.Data, _change.Data, _x.Data);
        for (int g = 0; g < _a.Length; g++)
        {
            _a[g] = 2 * _contrastScale[g] * _point.Contrast[g] * d.Contrast[g];
        }

        _loss.HessianProduct(_x, _a, _change, _contrastChange);
        MatrixProduct.Multiply(_change, _point.Q, result.P);
        MatrixProduct.Multiply(_loss.Residual, d.Q, _scratch);
        VectorOperations.Add(result.P.Data, _scratch.Data, result.P.Data);
        MatrixProduct.TransposeMultiply(_change, _point.P, result.Q);
        MatrixProduct.TransposeMultiply(_loss.Residual, d.P, _scratch);
        VectorOperations.Add(result.Q.Data, _scratch.Data, result.Q.Data);
        for (int g = 0; g < _a.Length; g++)
        {
            result.Contrast[g] = 2 * _contrastScale[g] * ((_point.Contrast[g] * _contrastChange[g]) + (d.Contrast[g] * _loss.ContrastResidual[g]));
        }

        result.Add(_lambda, d);
    }

    /// <summary>
    /// Positive weights close to the diagonal of the Hessian: the loss part exact, the coupling of P and Q through the
    /// residual left out.
    /// </summary>
    public void Diagonal(ReducedPoint weights)
    {
        int clusters = _a.Length, rank = _point.P.Columns;
        EnsureScratch(_point.P);
        Matrix scaled = Matrix.Create(clusters, rank, (g, l) => _point.Q[g, l] * _loss.ColumnScale[g]);
        Matrix first = _loss.Probability * scaled;
        MatrixProduct.Multiply(_loss.Probability, scaled.Map(x => x * x), weights.P);
        Matrix variance = Matrix.Create(clusters, clusters, (h, g) => g == h
            ? _loss.OtherProbability[h] * (1 - _loss.OtherProbability[h])
            : _loss.Probability[h, g] * (1 - _loss.Probability[h, g]));
        MatrixProduct.TransposeMultiply(variance, _point.P.Map(x => x * x), weights.Q);
        for (int g = 0; g < clusters; g++)
        {
            double others = _loss.OtherProbability[g], same = _loss.SameProbability[g];
            for (int l = 0; l < rank; l++)
            {
                double own = scaled[g, l], mean = first[g, l] - (others * own);
                double spread = weights.P[g, l] - (2 * own * first[g, l]) + (others * own * own) - (mean * mean);
                weights.P[g, l] = (_sampleWeight * Math.Max(0, spread)) + _lambda;
                weights.Q[g, l] = (_sampleWeight * weights.Q[g, l] * _loss.ColumnScale[g] * _loss.ColumnScale[g]) + _lambda;
            }

            // Logits relative to the own one: -ownShare for other clusters, -1 for the rest of the own cluster.
            double share = _loss.OwnShare[g], average = (share * others) + same;
            double slope = 2 * _contrastScale[g] * _point.Contrast[g];
            weights.Contrast[g] = (_loss.Weight[g] * Math.Max(0, (share * share * others) + same - (average * average)) * slope * slope) + _lambda;
        }
    }

    /// <summary>Diagonal of the Hessian of the loss in X (G x G).</summary>
    public Matrix Curvature() => Matrix.Create(_a.Length, _a.Length, (h, g) =>
    {
        double p = h == g ? _loss.OtherProbability[h] : _loss.Probability[h, g], scale = _loss.RowScale[h] * _loss.ColumnScale[g];
        return _loss.Weight[h] * scale * scale * p * (1 - p);
    });

    /// <summary>Curvature along the contrasts without that of the own logit, and what a contrast adds to the own entry of X.</summary>
    public (double[] Weight, double[] Own) ContrastModel()
    {
        double[] weight = new double[_a.Length], own = new double[_a.Length];
        for (int h = 0; h < weight.Length; h++)
        {
            double slope = 2 * _contrastScale[h] * _point.Contrast[h], same = _loss.SameProbability[h];
            weight[h] = (_loss.Weight[h] * same * (1 - same) * slope * slope) + Math.Max(0.01 * _lambda, _lambda - ContrastPull(h));
            own[h] = _loss.OwnShare[h] * slope / (_loss.RowScale[h] * _loss.ColumnScale[h]);
        }

        return (weight, own);
    }

    private void EnsureScratch(Matrix like)
    {
        if (_scratch.Rows != like.Rows || _scratch.Columns != like.Columns)
        {
            _scratch = new Matrix(like.Rows, like.Columns);
        }
    }
}
