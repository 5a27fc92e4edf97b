using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The Hessian in the frame of singular modes, inverted approximately. In the frame the curvature of the penalty is diagonal in
/// the sums and differences of the two factors; the curvature of the loss is averaged over the modes, except for the logit
/// of the own class, some K times stiffer than the others, which is a correction of rank K solved exactly (Woodbury).
/// </summary>
internal sealed class FramePreconditioner : IPreconditioner
{
    private readonly ModeFrame _frame;
    private readonly FactoredObjective _objective;
    private readonly double _lambda;
    private readonly int _g, _rank;
    private readonly double[] _root;
    private readonly Matrix _same, _cross, _p, _q, _mapped, _modes, _spread, _small;
    private double[] _contrastWeight = [], _contrastOwn = [];
    private Matrix _factor = new(0, 0), _transposed = new(0, 0);
    private bool _ready;

    public FramePreconditioner(ModeFrame frame, FactoredObjective objective, double lambda)
    {
        (_frame, _objective, _lambda, _g, _rank) = (frame, objective, lambda, frame.Features.Rows, frame.Active.Length);
        _root = [.. frame.Active.Select(Math.Sqrt)];
        (_same, _cross) = (new Matrix(_g, _rank), new Matrix(_g, _rank));
        (_p, _q, _small, _spread) = (new Matrix(_g, _rank), new Matrix(_g, _rank), new Matrix(_g, _rank), new Matrix(_g, _g));
        (_mapped, _modes) = (new Matrix(_g, _g), new Matrix(_g, _g));
    }

    /// <inheritdoc/>
    public double FirstRadius => 2;

    /// <summary>Close to twice the excess of the value, relative to it: residuals are then right to some 1e-10 of lambda.</summary>
    public double Goal => 1e-22;

    /// <inheritdoc/>
    public void Update()
    {
        if (!_ready)
        {
            Build();
            _ready = true;
        }
    }

    /// <inheritdoc/>
    public void Apply(ReducedPoint x, ReducedPoint result)
    {
        MatrixProduct.TransposeMultiply(_frame.Features, x.P, _p);
        MatrixProduct.TransposeMultiply(_frame.Classifiers, x.Q, _q);

        // Response without the own logits' stiffness, then the moves of the own logits that it would cause.
        Respond(_p, _q, result.P, result.Q);
        ToModes(result.P, result.Q, _modes);
        MatrixProduct.Multiply(_frame.Features, _modes, _mapped);
        double[] own = new double[_g];
        for (int h = 0; h < _g; h++)
        {
            own[h] = VectorOperations.Dot(_mapped.Row(h), _frame.Classifiers.Row(h)) + (_contrastOwn[h] * x.Contrast[h] / _contrastWeight[h]);
        }

        Solve(own);
        for (int h = 0; h < _g; h++)
        {
            VectorOperations.Scale(own[h], _frame.Classifiers.Row(h), _spread.Row(h));
            result.Contrast[h] = (x.Contrast[h] - (_contrastOwn[h] * own[h])) / _contrastWeight[h];
        }

        MatrixProduct.TransposeMultiply(_frame.Features, _spread, _modes);
        FromModes(_modes, _p, _q);
        Respond(_p, _q, result.P, result.Q);
        MatrixProduct.Multiply(_frame.Features, result.P, _small);
        _small.Data.CopyTo(result.P.Data, 0);
        MatrixProduct.Multiply(_frame.Classifiers, result.Q, _small);
        _small.Data.CopyTo(result.Q.Data, 0);
    }

    private void Respond(Matrix p, Matrix q, Matrix toP, Matrix toQ)
    {
        VectorOperations.Multiply(_same.Data, p.Data, toP.Data);
        VectorOperations.MultiplyAdd(_cross.Data, q.Data, toP.Data);
        VectorOperations.Multiply(_cross.Data, p.Data, toQ.Data);
        VectorOperations.MultiplyAdd(_same.Data, q.Data, toQ.Data);
    }

    /// <summary>M_ij = p_ij sqrt(s_j) + sqrt(s_i) q_ji: the change of X in the frame.</summary>
    private void ToModes(Matrix p, Matrix q, Matrix modes)
    {
        Matrix transposed = q.Transpose();
        Array.Clear(modes.Data);
        for (int i = 0; i < _g; i++)
        {
            Span<double> row = modes.Row(i);
            VectorOperations.Multiply(p.Row(i), _root, row[.._rank]);
            if (i < _rank)
            {
                VectorOperations.AddScaled(_root[i], transposed.Row(i), row);
            }
        }
    }

    /// <summary>p -= the adjoint of <see cref="ToModes"/>, and q likewise.</summary>
    private void FromModes(Matrix modes, Matrix p, Matrix q)
    {
        Matrix transposed = modes.Transpose();
        for (int i = 0; i < _g; i++)
        {
            Span<double> row = modes.Row(i)[.._rank], other = transposed.Row(i)[.._rank];
            VectorOperations.Multiply(row, _root, row);
            VectorOperations.Subtract(p.Row(i), row, p.Row(i));
            VectorOperations.Multiply(other, _root, other);
            VectorOperations.Subtract(q.Row(i), other, q.Row(i));
        }
    }

    private void Build()
    {
        (Matrix curvature, double[] own) = OwnApart();
        Matrix left = _frame.Features.Map(x => x * x), right = _frame.Classifiers.Map(x => x * x);
        Matrix mean = MatrixProduct.TransposeMultiply(left, curvature) * right;
        double floor = 1e-14 * mean.MaxAbs();
        var sums = new Matrix(_g, _rank);
        var differences = new Matrix(_g, _rank);
        for (int i = 0; i < _g; i++)
        {
            for (int j = 0; j < _rank; j++)
            {
                double c = Math.Max(floor, 0.5 * (mean[i, j] + mean[j, i])), sum, difference, scale = _frame.Active[j];
                if (i < _rank)
                {
                    scale += _frame.Active[i];
                    (sum, difference) = (c * scale, (2 * _lambda) + (c * scale));
                }
                else
                {
                    double pull = Math.Min(_frame.Pull[i - _rank], _lambda * (1 - 1e-6));
                    (sum, difference) = ((c * scale) + _lambda - pull, (c * scale) + _lambda + pull);
                }

                _same[i, j] = 0.5 * ((1 / sum) + (1 / difference));
                _cross[i, j] = 0.5 * ((1 / sum) - (1 / difference));
                (sums[i, j], differences[i, j]) = (scale / sum, scale / difference);
            }
        }

        (_contrastWeight, _contrastOwn) = _objective.ContrastModel();
        Matrix response = new OwnResponse(_frame.Features, _frame.Classifiers, _rank).Find(sums, differences);
        for (int h = 0; h < _g; h++)
        {
            response[h, h] += (1 / own[h]) + (_contrastOwn[h] * _contrastOwn[h] / _contrastWeight[h]);
        }

        if (!Cholesky.TryFactor(response, out _factor))
        {
            // Only where rounding has eaten everything: no correction.
            _factor = Matrix.Diagonal([.. Enumerable.Repeat(1e150, _g)]);
        }

        _transposed = _factor.Transpose();
    }

    /// <summary>Curvature of the loss per entry of X with the own entries filled in smoothly, and what these lack.</summary>
    private (Matrix Smooth, double[] Own) OwnApart()
    {
        Matrix c = _objective.Curvature();
        double[] own = new double[_g];
        double[] fill = new double[_g];
        for (int h = 0; h < _g; h++)
        {
            double before = h > 0 ? c[h, h - 1] : c[h, h + 1], after = h < _g - 1 ? c[h, h + 1] : before;
            fill[h] = Math.Min(Math.Sqrt(before) * Math.Sqrt(after), c[h, h]);
            own[h] = Math.Max(c[h, h] - fill[h], 1e-3 * c[h, h]);
            own[h] = Math.Max(own[h], 1e-300);
        }

        for (int h = 0; h < _g; h++)
        {
            c[h, h] = fill[h];
        }

        return (c, own);
    }

    private void Solve(double[] b)
    {
        for (int i = 0; i < _g; i++)
        {
            b[i] = (b[i] - VectorOperations.Dot(_factor.Row(i)[..i], b.AsSpan(0, i))) / _factor[i, i];
        }

        for (int i = _g - 1; i >= 0; i--)
        {
            b[i] = (b[i] - VectorOperations.Dot(_transposed.Row(i)[(i + 1)..], b.AsSpan(i + 1))) / _factor[i, i];
        }
    }
}
