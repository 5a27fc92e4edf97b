using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Dang2023;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using MseH2 = NCVerify.Claims.Zhou2022.DeepLocalMinima;

namespace NCVerify.Specs.Zhou2022;

/// <summary>MSE-H2: with two or more layers zero, and every set of the largest classes, is a local minimum.</summary>
public sealed class DeepLocalMinima : ClaimSpec<MseH2>
{
    private static IEnumerable<TestCaseData> Problems()
    {
        yield return Regime.Of(Layers.SquaredError([4, 3, 2], [0.012, 0.01], 0.01));
        yield return Regime.Of(Layers.SquaredError([6, 4, 1], [0.004, 0.006, 0.005], 0.003));
        yield return Regime.Of(Layers.SquaredError([4, 2, 1], [0.003, 0.003, 0.003, 0.003], 0.003));
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void AtZeroTheHessianIsDiagonal(Problem problem) => CheckZero(problem);

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void EverySetOfTheLargestClassesIsALocalMinimum(Problem problem)
    {
        IReadOnlyList<double> values = At(problem).Vector("FLocalMinByRank");
        for (int rank = 0; rank < values.Count; rank++)
        {
            Candidate point = Subset(problem, [.. Enumerable.Range(0, rank)]);
            Expect($"gradient with {rank} classes", Layers.GradientNorm(problem, point)).ToBeZero(Within.Of(1e-14, "rounding"));
            Expect($"objective with {rank} classes", Objective.Evaluate(problem, point)).ToEqual(values[rank], Within.Rounding);
            Expect($"smallest Hessian eigenvalue with {rank} classes", Smallest(problem, point)).ToBeAtLeast(0, Within.Of(1e-13, "rounding of the zero eigenvalues of rotations"));
        }
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Problems))]
    public void ASmallerClassInPlaceOfTheLargestIsASaddle(Problem problem) =>
        Expect("smallest Hessian eigenvalue with the second class alone", Smallest(problem, Subset(problem, [1]))).ToEqual(At(problem)["swapEigenvalueAEqClass1Only"], Within.Of(1e-12, "rounding of eigenvalues"));

    [Oracle(OracleKind.Flow), TestCaseSource(nameof(Problems))]
    public void SmallStartsEndAtZeroAndEveryEndIsInTheChain(Problem problem)
    {
        double[] chain = [.. At(problem).Vector("FLocalMinByRank")];
        double[] scales = [1e-3, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6];
        double[] ends = [.. scales.Select((scale, i) => Descend(problem, scale, (ulong)i))];
        Expect("distance of every end from the chain of local minima", ends.Select(e => chain.Min(v => Math.Abs(v - e))).ToArray()).ToBeZero(Within.Of(1e-7, "gradient descent with a fixed number of steps"));
        Expect("end of the smallest start", ends[0]).ToEqual(chain[0], Within.Of(1e-9, "zero attracts exponentially at the rate of the penalty"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = Layers.FigureId("ends", problem),
            Title = $"Where gradient descent ends, {Regime.Describe(problem)}",
            Caption = "Small starts are drawn to zero; dashed lines are the predicted local minima.",
            RefutedBy = "a point between the lines",
            X = new Axis("scale of the start", Logarithmic: true),
            Y = new Axis("objective at the end"),
            Series =
            [
                .. chain.Select((v, r) => new Series($"rank {r}", SeriesRole.Reference, [scales[0], scales[^1]], [v, v])),
                new("gradient descent", SeriesRole.Measured, scales, ends),
            ],
        });
    }

    [Test, Control, Oracle(OracleKind.ClosedForm)]
    public void WithOneLayerZeroIsASaddle()
    {
        Problem shallow = Layers.SquaredError([4, 3, 2], [0.012], 0.01);
        var landscape = new DeepLinearLandscape(shallow);
        Expect("smallest Hessian eigenvalue with no class", landscape.Curvatures(new double[landscape.Length])[0]).ToBeAtLeast(0, Within.Of(1e-13, "rounding of eigenvalues"));
    }

    private void CheckZero(Problem problem)
    {
        var landscape = new DeepLinearLandscape(problem);
        IReadOnlyList<double> penalties = At(problem).Vector("hessianAtZero");
        double[] diagonal = [.. landscape.Shapes.SelectMany((s, m) => Enumerable.Repeat(penalties[m], s.Rows * s.Columns))];
        Expect("Hessian at zero", landscape.Hessian(new double[landscape.Length])).ToEqual(Matrix.Diagonal(diagonal), Within.Of(1e-16, "exact"));
    }

    private Candidate Subset(Problem problem, int[] active)
    {
        IReadOnlyList<double> fits = PredictFor<Claims.Dang2023.GeneralFrameInEveryLayer>(Layers.Parameters(problem)).Vector("WHDiagLargestRoot");
        return Layers.Balanced(problem, Matrix.Diagonal([.. fits.Select((f, k) => active.Contains(k) ? f : 0)]));
    }

    private static double Smallest(Problem problem, Candidate point) => new DeepLinearLandscape(problem) is var landscape ? landscape.Curvatures(landscape.Pack(point))[0] : double.NaN;

    private static double Descend(Problem problem, double scale, ulong seed)
    {
        var landscape = new DeepLinearLandscape(problem);
        var random = new CounterRandom(seed);
        double[] point = [.. Enumerable.Range(0, landscape.Length).Select(_ => scale * random.NextGaussian())];
        for (int step = 0; step < 8000; step++)
        {
            point = [.. point.Zip(landscape.Gradient(point), (x, g) => x - (0.3 * g))];
        }

        return landscape.Value(point);
    }

    private Prediction At(Problem p) => Predict(Layers.Parameters(p));
}
