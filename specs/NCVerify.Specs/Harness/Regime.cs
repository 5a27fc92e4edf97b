using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Specs.Harness;

/// <summary>Settings as test cases, named so that a reader recognises them.</summary>
public static class Regime
{
    /// <summary>A test case for one problem.</summary>
    public static TestCaseData Of(Problem problem) => new TestCaseData(problem).SetArgDisplayNames(Describe(problem));

    /// <summary>A test case for class sizes.</summary>
    public static TestCaseData Sizes(params int[] n) => new TestCaseData(n).SetArgDisplayNames("n = " + Sizes((IReadOnlyList<int>)n));

    /// <summary>A test case for a STEP profile: m majorities of size R n_min, k minorities of size n_min.</summary>
    public static TestCaseData Step(int majorities, int minorities, double ratio, double nMin = 1) =>
        new TestCaseData(new StepProfile(majorities, minorities, ratio, nMin)).SetArgDisplayNames($"m = {majorities}, k = {minorities}, R = {Exact.Format(ratio)}, n_min = {Exact.Format(nMin)}");

    /// <summary>A problem in a few words.</summary>
    public static string Describe(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        string model = problem.Model switch
        {
            ProblemModel.MinimumNormSeparation => "separation, ",
            ProblemModel.LayerPeeled => "layer-peeled, ",
            _ => problem.Loss == Loss.Mse ? "squared error, " : "",
        };
        string penalties = problem.Model == ProblemModel.UnconstrainedFeatures
            ? $", lambdaW = {string.Join("/", problem.LambdaW.Select(x => Exact.Format(x, 4)))}, lambdaH = {Exact.Format(problem.LambdaH, 4)}{(problem.Reduction == Reduction.Sum ? " (sum)" : "")}"
            : "";
        string bias = problem.Bias switch
        {
            BiasKind.Regularized => $", lambdaB = {Exact.Format(problem.LambdaB ?? 0, 4)}",
            BiasKind.Free => ", free bias",
            _ => "",
        };
        string energies = problem.Model == ProblemModel.LayerPeeled ? $", E_W = {Exact.Format(problem.EnergyW ?? 0, 4)}, E_H = {Exact.Format(problem.EnergyH ?? 0, 4)}" : "";
        string features = problem.Features == FeatureDomain.Nonnegative ? ", ReLU" : "";
        string width = problem.Widths is { } widths ? $"widths = {string.Join("-", widths)}" : $"d = {problem.Dimension}";
        string perClass = PerClass("weights", problem.Weights) + PerClass("temperatures", problem.Temperature) + PerClass("offsets", problem.Offset) + PerClass("margins", problem.Margins);
        return $"{model}n = {Sizes(problem.Samples)}, {width}{features}{penalties}{bias}{energies}{perClass}";
    }

    /// <summary>A problem as an id for file names: lower case letters, digits and hyphens.</summary>
    public static string Slug(Problem problem) =>
        System.Text.RegularExpressions.Regex.Replace(Describe(problem).ToLowerInvariant(), "[^a-z0-9]+", "-", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Trim('-');

    private static string PerClass(string name, IReadOnlyList<double>? values) =>
        values is null ? "" : $", {name} = {string.Join('/', values.Select(x => Exact.Format(x, 4)))}";

    private static string Sizes(IReadOnlyList<int> n)
    {
        var runs = new List<string>();
        for (int i = 0; i < n.Count;)
        {
            int j = i;
            while (j < n.Count && n[j] == n[i])
            {
                j++;
            }

            runs.Add(j - i > 2 ? $"{j - i}x{n[i]}" : string.Join("-", Enumerable.Repeat(n[i], j - i)));
            i = j;
        }

        return string.Join("-", runs);
    }
}
