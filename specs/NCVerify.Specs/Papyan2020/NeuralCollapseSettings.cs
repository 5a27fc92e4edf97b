using NCVerify.Specs.Harness;
using NCVerify.Theory;

namespace NCVerify.Specs.Papyan2020;

/// <summary>The balanced problems at whose minimisers the four phenomena hold exactly, and the uneven one where they do not.</summary>
internal static class NeuralCollapseSettings
{
    public static Problem Uneven => Problem.CrossEntropy([9, 6, 3, 2, 1], 0.004, 0.002);

    public static IEnumerable<TestCaseData> Balanced()
    {
        yield return Regime.Of(Problem.CrossEntropy([3, 3, 3, 3], 0.01, 0.005));
        yield return Regime.Of(Problem.CrossEntropy([4, 4, 4, 4, 4], 0.002, 0.004, 8));
        yield return Regime.Of(Problem.CrossEntropy([6, 6, 6], 0.01, 0.01, 2));
    }

    public static (string Name, object? Value)[] Parameters(Problem p) =>
        [("K", p.Classes), ("n", p.Samples[0]), ("lambdaW", p.LambdaW[0]), ("lambdaH", p.LambdaH)];
}
