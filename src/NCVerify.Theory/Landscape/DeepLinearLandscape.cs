using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Value, gradient and exact Hessian of the class-reduced deep linear problem, for both losses,
/// f(W_1..W_M, G, b) = sum_k n_k omega_k L(z_k, k) + sum_m lambda_m/2 |W_m|^2 + lambdaH/2 |G|^2 + lambdaB/2 |b|^2,
/// z_k = W_M ... W_1 g_k / sqrt(n_k) + b, in the scaled features g_k = sqrt(n_k) h_k, in which all penalties are plain. The
/// Hessian at sample level has the same eigenvalues and, within classes, others that are not negative.
/// A point is a flat vector: W_1, ..., W_M (each row by row), G (d x K, row by row), then b where there is one.
/// </summary>
public sealed class DeepLinearLandscape
{
    private readonly Problem _problem;
    private readonly double[] _roots;
    private readonly (int Rows, int Columns)[] _shapes;

    /// <summary>The landscape of a problem with free features and one or more linear layers.</summary>
    /// <exception cref="ProblemException">The problem is invalid, of another model, or has nonnegative features, temperatures or offsets.</exception>
    public DeepLinearLandscape(Problem problem)
    {
        ProblemRules.Validate(problem);
        if (problem is not { Model: ProblemModel.UnconstrainedFeatures, Features: FeatureDomain.Free, Temperature: null, Offset: null })
        {
            throw new ProblemException("model", "model: this landscape is known for unconstrained free features without temperatures or offsets.");
        }

        _problem = problem;
        _roots = [.. problem.Samples.Select(n => Math.Sqrt(n))];
        int Width(int m) => problem.Widths?[m] ?? problem.Dimension;
        _shapes =
        [
            .. Enumerable.Range(0, problem.Layers).Select(m => (m == problem.Layers - 1 ? problem.Classes : Width(m + 1), Width(m))),
            (problem.Dimension, problem.Classes),
        ];
        Length = _shapes.Sum(s => s.Rows * s.Columns) + (problem.Bias == BiasKind.None ? 0 : problem.Classes);
    }

    /// <summary>Number of variables.</summary>
    public int Length { get; }

    /// <summary>Rows and columns of W_1, ..., W_M and G.</summary>
    public IReadOnlyList<(int Rows, int Columns)> Shapes => _shapes;

    /// <summary>The candidate's class means and layers as one vector.</summary>
    public double[] Pack(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        CandidateRules.Validate(_problem, candidate);
        Matrix g = Matrix.Create(candidate.H.Rows, candidate.H.Columns, (i, k) => _roots[k] * candidate.H[i, k]);
        double[] bias = _problem.Bias == BiasKind.None ? [] : candidate.Bias ?? new double[_problem.Classes];
        return [.. candidate.W.SelectMany(w => w.Data), .. g.Data, .. bias];
    }

    /// <summary>The point as layers, class means and bias.</summary>
    public Candidate Unpack(double[] point)
    {
        (Matrix[] factors, double[] bias) = Split(point);
        Matrix h = Matrix.Create(factors[^1].Rows, factors[^1].Columns, (i, k) => factors[^1][i, k] / _roots[k]);
        return new Candidate(factors[..^1], h) { Bias = _problem.Bias == BiasKind.None ? null : bias };
    }

    /// <summary>The objective.</summary>
    public double Value(double[] point)
    {
        (Matrix[] factors, double[] bias) = Split(point);
        double value = Enumerable.Range(0, factors.Length).Sum(m => Penalty(m) / 2 * factors[m].SquaredNorm());
        value += (_problem.LambdaB ?? 0) / 2 * bias.Sum(b => b * b);
        Matrix scaled = Products(factors)[^1];
        for (int k = 0; k < scaled.Columns; k++)
        {
            double[] z = Logits(scaled, bias, k);
            double weight = _problem.Samples[k] * _problem.SampleWeight(k);
            z[k] -= _problem.Loss == Loss.Mse ? 1 : 0;
            value += weight * (_problem.Loss == Loss.Mse ? z.Sum(t => t * t) / 2 : SampleLoss.CrossEntropy(z, k));
        }

        return value;
    }

    /// <summary>The gradient, in the order of the point.</summary>
    public double[] Gradient(double[] point)
    {
        (Matrix[] factors, double[] bias) = Split(point);
        Matrix[] products = Products(factors);
        Matrix slope = LossSlope(products[^1], bias);
        double[] biasPart = [.. BiasPart(slope, bias)];
        var parts = new Matrix[factors.Length];
        for (int m = factors.Length - 2; m >= 0; m--)
        {
            parts[m] = MatrixProduct.MultiplyTranspose(slope, products[m]) + factors[m].Scale(Penalty(m));
            slope = MatrixProduct.TransposeMultiply(factors[m], slope);
        }

        parts[^1] = slope + factors[^1].Scale(Penalty(factors.Length - 1));
        return [.. parts.SelectMany(p => p.Data), .. biasPart];
    }

    /// <summary>The exact Hessian (order <see cref="Length"/>), column by column from directional derivatives of the gradient.</summary>
    public Matrix Hessian(double[] point)
    {
        (Matrix[] factors, double[] bias) = Split(point);
        Matrix[] products = Products(factors);
        var slopes = new Matrix[factors.Length];
        slopes[^1] = LossSlope(products[^1], bias);
        for (int m = factors.Length - 2; m >= 0; m--)
        {
            slopes[m] = MatrixProduct.TransposeMultiply(factors[m], slopes[m + 1]);
        }

        var hessian = new Matrix(Length, Length);
        var direction = new double[Length];
        for (int i = 0; i < Length; i++)
        {
            direction[i] = 1;
            Along(factors, bias, products, slopes, direction).CopyTo(hessian.Row(i));
            direction[i] = 0;
        }

        return Matrix.Create(Length, Length, (i, j) => (hessian[i, j] + hessian[j, i]) / 2);
    }

    /// <summary>Eigenvalues of the Hessian, ascending.</summary>
    public double[] Curvatures(double[] point) => SymmetricEigen.Decompose(Hessian(point)).Values;

    // The derivative of the gradient along a direction; slopes[m] is the derivative of the loss in the product up to factor m.
    private double[] Along(Matrix[] factors, double[] bias, Matrix[] products, Matrix[] slopes, double[] direction)
    {
        (Matrix[] change, double[] biasChange) = Split(direction);
        var moved = new Matrix[factors.Length];
        moved[0] = change[^1];
        for (int m = 1; m < factors.Length; m++)
        {
            moved[m] = (change[m - 1] * products[m - 1]) + (factors[m - 1] * moved[m - 1]);
        }

        Matrix slope = LossCurvature(products[^1], bias, moved[^1], biasChange);
        double[] biasPart = [.. BiasPart(slope, biasChange)];
        var parts = new Matrix[factors.Length];
        for (int m = factors.Length - 2; m >= 0; m--)
        {
            parts[m] = MatrixProduct.MultiplyTranspose(slope, products[m]) + MatrixProduct.MultiplyTranspose(slopes[m + 1], moved[m]) + change[m].Scale(Penalty(m));
            slope = MatrixProduct.TransposeMultiply(change[m], slopes[m + 1]) + MatrixProduct.TransposeMultiply(factors[m], slope);
        }

        parts[^1] = slope + change[^1].Scale(Penalty(factors.Length - 1));
        return [.. parts.SelectMany(p => p.Data), .. biasPart];
    }

    // Index m < M: layer m + 1; index M: the features.
    private double Penalty(int m) => m < _problem.Layers ? _problem.LambdaW[m] : _problem.LambdaH;

    // G, W_1 G, W_2 W_1 G, ...
    private static Matrix[] Products(Matrix[] factors)
    {
        var products = new Matrix[factors.Length];
        products[0] = factors[^1];
        for (int m = 1; m < factors.Length; m++)
        {
            products[m] = factors[m - 1] * products[m - 1];
        }

        return products;
    }

    private (Matrix[] Factors, double[] Bias) Split(double[] point)
    {
        ArgumentNullException.ThrowIfNull(point);
        var factors = new Matrix[_shapes.Length];
        int start = 0;
        for (int m = 0; m < factors.Length; m++)
        {
            int size = _shapes[m].Rows * _shapes[m].Columns;
            factors[m] = new Matrix(_shapes[m].Rows, _shapes[m].Columns, point[start..(start + size)]);
            start += size;
        }

        return (factors, point[start..]);
    }

    private double[] Logits(Matrix scaled, double[] bias, int k)
    {
        double[] z = scaled.Column(k);
        for (int i = 0; i < z.Length; i++)
        {
            z[i] = (z[i] / _roots[k]) + (bias.Length > 0 ? bias[i] : 0);
        }

        return z;
    }

    private Matrix LossSlope(Matrix scaled, double[] bias)
    {
        var slope = new Matrix(scaled.Rows, scaled.Columns);
        for (int k = 0; k < scaled.Columns; k++)
        {
            double[] answer = Logits(scaled, bias, k);
            answer = _problem.Loss == Loss.Mse ? answer : Softmax(answer);
            for (int i = 0; i < answer.Length; i++)
            {
                slope[i, k] = _roots[k] * _problem.SampleWeight(k) * (answer[i] - (i == k ? 1 : 0));
            }
        }

        return slope;
    }

    private Matrix LossCurvature(Matrix scaled, double[] bias, Matrix change, double[] biasChange)
    {
        var curvature = new Matrix(scaled.Rows, scaled.Columns);
        for (int k = 0; k < scaled.Columns; k++)
        {
            double[] move = Logits(change, biasChange, k);
            double[]? p = _problem.Loss == Loss.Mse ? null : Softmax(Logits(scaled, bias, k));
            double mean = p is null ? 0 : p.Zip(move, (a, b) => a * b).Sum();
            for (int i = 0; i < move.Length; i++)
            {
                curvature[i, k] = _roots[k] * _problem.SampleWeight(k) * (p is null ? move[i] : p[i] * (move[i] - mean));
            }
        }

        return curvature;
    }

    private IEnumerable<double> BiasPart(Matrix slope, double[] bias)
    {
        for (int i = 0; i < bias.Length; i++)
        {
            double sum = (_problem.LambdaB ?? 0) * bias[i];
            for (int k = 0; k < slope.Columns; k++)
            {
                sum += _roots[k] * slope[i, k];
            }

            yield return sum;
        }
    }

    private static double[] Softmax(double[] z)
    {
        double lead = z.Max();
        double[] weights = Array.ConvertAll(z, t => Math.Exp(t - lead));
        double total = weights.Sum();
        return Array.ConvertAll(weights, t => t / total);
    }
}
