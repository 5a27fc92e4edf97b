using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseA5 = NCVerify.Claims.Dang2023.BalancedLayers;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-A5: an identity between neighbouring layers that holds at every point, and makes them balanced at critical ones.</summary>
public sealed class BalancedLayers : ClaimSpec<MseA5>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.SquaredError([4, 3, 2], [0.01], 0.02));
        yield return Regime.Of(Layers.SquaredError([4, 3, 2], [0.01, 0.013], 0.006));
        yield return Regime.Of(Layers.SquaredError([6, 4, 2, 1], [0.006, 0.008, 0.01], 0.006));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void TheIdentityHoldsAtRandomPointsForBothLosses(Problem problem)
    {
        foreach (Problem p in new[] { problem, problem with { Loss = Loss.CrossEntropy, Bias = BiasKind.Free } })
        {
            for (ulong seed = 1; seed <= 10; seed++)
            {
                Matrix[] factors = RandomFactors(p, seed);
                Expect($"{p.Loss}, random point {seed}", Misfit(p, factors, Gradient(p, factors)).MaxAbs()).ToBeZero(Within.Of(1e-12, "entries of order 10 in double precision"));
            }
        }
    }

    [Oracle(OracleKind.Certificate), TestCaseSource(nameof(Problems))]
    public void AtTheMinimumEveryFactorHasThePredictedSingularValues(Problem problem) => CheckSingularValues(CertifiedSolution(problem), Layers.Newton);

    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Problems))]
    public void FromRandomStartsTheFactorsAreBalanced(Problem problem) => CheckSingularValues(RandomStartSolution(problem), Layers.Descent);

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void BehindAReluOnlyTheDiagonalHolds()
    {
        Problem problem = Layers.SquaredError([4, 3, 2], [0.01, 0.013], 0.006, d: 5);
        Matrix[] factors = RandomFactors(problem, 1);
        Matrix misfit = Misfit(problem, factors, ReluGradient(problem, factors));
        Expect("ReLU between two layers, diagonal", misfit.Norms2()).ToBeZero(Within.Of(1e-12, "the diagonal is not the point"));
        Expect("ReLU between two layers, largest entry", misfit.MaxAbs()).ToBeZero(Within.Of(1e-12, "entries of order 10 in double precision"));
    }

    private void CheckSingularValues(CertifiedSolution solution, Within within)
    {
        Problem problem = solution.Problem;
        Candidate c = solution.Run.Candidate;
        Prediction p = Predict(Layers.Parameters(problem));
        Matrix layers = p.Table("layerSvSq");
        Matrix g = Matrix.Create(c.H.Rows, c.H.Columns, (i, k) => Math.Sqrt(problem.Samples[k]) * c.H[i, k]);
        Expect("squared singular values of the features", Squares(g)).ToEqual(p.Vector("HSvSq").OrderDescending().ToArray(), within);
        for (int m = 0; m < problem.Layers; m++)
        {
            Expect($"squared singular values of $W_{m + 1}$", Squares(c.W[m])).ToEqual(layers.Row(m).ToArray().OrderDescending().ToArray(), within);
        }
    }

    private static double[] Squares(Matrix a) => [.. SymmetricEigen.Decompose(a.ColumnGram()).Values.Reverse()];

    private static Matrix[] RandomFactors(Problem p, ulong seed)
    {
        var random = new CounterRandom(seed);
        return [.. new DeepLinearLandscape(p).Shapes.Select(s => random.GaussianMatrix(s.Rows, s.Columns))];
    }

    private static Matrix[] Gradient(Problem p, Matrix[] factors)
    {
        var landscape = new DeepLinearLandscape(p);
        double[] bias = p.Bias == BiasKind.None ? [] : new double[p.Classes];
        double[] gradient = landscape.Gradient([.. factors.SelectMany(f => f.Data), .. bias]);
        int start = 0;
        return [.. landscape.Shapes.Select(s => new Matrix(s.Rows, s.Columns, gradient[start..(start += s.Rows * s.Columns)]))];
    }

    // The same for 1/(2N) |W_2 relu(W_1 G) - D^(1/2)|^2 + penalties.
    private static Matrix[] ReluGradient(Problem p, Matrix[] factors)
    {
        (Matrix w1, Matrix w2, Matrix g) = (factors[0], factors[1], factors[2]);
        Matrix pre = w1 * g, post = pre.Map(x => Math.Max(x, 0)), target = Matrix.Diagonal([.. p.Samples.Select(n => Math.Sqrt(n))]);
        Matrix residual = ((w2 * post) - target).Scale(1.0 / p.Total), back = w2.Transpose() * residual;
        Matrix masked = Matrix.Create(back.Rows, back.Columns, (i, j) => pre[i, j] > 0 ? back[i, j] : 0);
        return
        [
            (masked * g.Transpose()) + w1.Scale(p.LambdaW[0]),
            (residual * post.Transpose()) + w2.Scale(p.LambdaW[1]),
            (w1.Transpose() * masked) + g.Scale(p.LambdaH),
        ];
    }

    // The pair of neighbouring factors (W_1, ..., W_M, G) that violates the identity most.
    private static Matrix Misfit(Problem p, Matrix[] factors, Matrix[] gradients)
    {
        int layers = p.Layers;
        Matrix[] misfits = [.. Enumerable.Range(0, layers).Select(m =>
        {
            (Matrix below, Matrix slope, double lambda) = m == 0 ? (factors[^1], gradients[^1], p.LambdaH) : (factors[m - 1], gradients[m - 1], p.LambdaW[m - 1]);
            Matrix above = factors[m];
            return (above.Transpose() * gradients[m]) - (slope * below.Transpose()) - (above.Transpose() * above).Scale(p.LambdaW[m]) + (below * below.Transpose()).Scale(lambda);
        })];
        return misfits.MaxBy(m => m.MaxAbs())!;
    }
}
