using NCVerify.Claims;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseA6 = NCVerify.Claims.Dang2023.SchattenIdentity;

namespace NCVerify.Specs.Dang2023;

/// <summary>MSE-A6: no factorisation of a matrix into linear layers has less weight decay than the Schatten quasi-norm says.</summary>
public sealed class SchattenIdentity : ClaimSpec<MseA6>
{
    private static readonly double[] Values = [3, 2, 1];

    private static IEnumerable<TestCaseData> Chains()
    {
        yield return Chain([0.1], 0.05);
        yield return Chain([0.02, 0.05], 0.01);
        yield return Chain([0.01, 0.02, 0.03], 0.04);
        yield return Chain([0.3, 0.01, 0.02, 0.05], 0.1);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Chains))]
    public void TheBalancedFactorisationAttainsIt(double[] lambdaW, double lambdaH) =>
        Expect("regulariser of the balanced factorisation", Regulariser(Factors(lambdaW, lambdaH), lambdaW, lambdaH)).ToEqual(Least(lambdaW, lambdaH), Within.Rounding);

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Chains))]
    public void NoChangeOfGaugeGoesBelowIt(double[] lambdaW, double lambdaH)
    {
        double[] excess = [.. Enumerable.Range(1, 300).Select(seed => Regulariser(Regauged(Factors(lambdaW, lambdaH), (ulong)seed), lambdaW, lambdaH) - Least(lambdaW, lambdaH).Value)];
        Expect("excess of 300 factorisations of the same matrix", excess).ToBeAtLeast(0, Within.Of(1e-14, "rounding"));
    }

    // As lambda -> 0 with squared error the fit is exact and what remains is the least regulariser: with a small but finite
    // lambda, the certified weight decay of the fit that a solver chose is that of its own singular values.
    [Oracle(OracleKind.Solver), TestCaseSource(nameof(Chains))]
    public void WeightDecayOfARandomStartIsThatOfItsSingularValues(double[] lambdaW, double lambdaH)
    {
        Problem problem = Layers.SquaredError([9, 4, 1], [.. lambdaW.Select(x => x / 20)], lambdaH / 20);
        Candidate c = RandomStartSolution(problem).Run.Candidate;
        Matrix scaled = Matrix.Create(3, 3, (i, k) => c.Fit()[i, k] * Math.Sqrt(problem.Samples[k]));
        double[] values = [.. SymmetricEigen.Decompose(scaled.ColumnGram()).Values.Select(v => Math.Sqrt(Math.Max(0, v)))];
        double decay = problem.LambdaW.Zip(c.W, (l, w) => l / 2 * w.SquaredNorm()).Sum() + (problem.LambdaH / 2 * c.SampleFeatures!.SquaredNorm());
        double predicted = Predict(("singularValues", values), ("lambdaW", problem.LambdaW), ("lambdaH", problem.LambdaH)).Number("minRegulariser");
        Expect("weight decay of the solution", decay).ToEqual(predicted, Within.Fraction(1e-8, "the excess is quadratic in the distance from balance, which is about the gradient over lambda"));
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void AnUnbalancedFactorisationNeedsMore()
    {
        (double[] lambdaW, double lambdaH) = ([0.02, 0.05], 0.01);
        Matrix[] factors = Factors(lambdaW, lambdaH);
        factors[0] = factors[0].Scale(2);
        factors[1] = factors[1].Scale(0.5);
        Expect("regulariser of an unbalanced factorisation", Regulariser(factors, lambdaW, lambdaH)).ToEqual(Least(lambdaW, lambdaH), Within.Rounding);
    }

    private static TestCaseData Chain(double[] lambdaW, double lambdaH) =>
        new TestCaseData(lambdaW, lambdaH).SetArgDisplayNames($"lambdaW = {string.Join("/", lambdaW.Select(x => Exact.Format(x)))}", $"lambdaH = {Exact.Format(lambdaH)}");

    private Quantity.Scalar Least(double[] lambdaW, double lambdaH) => (Quantity.Scalar)At(lambdaW, lambdaH)["minRegulariser"];

    private Prediction At(double[] lambdaW, double lambdaH) => Predict(("singularValues", Values), ("lambdaW", lambdaW), ("lambdaH", lambdaH));

    // H, W_1, ..., W_M, diagonal, of product diag(3, 2, 1); exponents are shares of the logarithm, written out independently of the claim.
    private static Matrix[] Factors(double[] lambdaW, double lambdaH)
    {
        double[] lambdas = [lambdaH, .. lambdaW];
        double mean = lambdas.Sum(Math.Log) / lambdas.Length;
        return [.. lambdas.Select(l => Matrix.Diagonal([.. Values.Select(s => Math.Exp((Math.Log(s) / lambdas.Length) + ((mean - Math.Log(l)) / 2)))]))];
    }

    private static double Regulariser(Matrix[] factors, double[] lambdaW, double lambdaH) =>
        factors.Zip([lambdaH, .. lambdaW], (f, l) => l / 2 * f.SquaredNorm()).Sum();

    // W A and A^-1 H have the same product; A = exp of a small random symmetric matrix, exactly inverted by its eigenvalues.
    private static Matrix[] Regauged(Matrix[] factors, ulong seed)
    {
        var random = new CounterRandom(seed);
        Matrix[] result = [.. factors];
        for (int m = 0; m + 1 < factors.Length; m++)
        {
            Matrix g = random.GaussianMatrix(3, 3, 0.3);
            var eigen = SymmetricEigen.Decompose(g + g.Transpose());
            result[m] = eigen.Function(Math.Exp) * result[m];
            result[m + 1] = result[m + 1] * eigen.Function(x => Math.Exp(-x));
        }

        return result;
    }
}
