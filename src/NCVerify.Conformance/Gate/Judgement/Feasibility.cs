using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Conformance.Gate;

/// <summary>Whether a candidate keeps the constraints of its problem.</summary>
internal static class Feasibility
{
    /// <summary>
    /// What is violated by more than the tolerance, in words; null when nothing is. The objective is that of the point brought
    /// onto the constraints, so what stays within the tolerance gains nothing.
    /// </summary>
    public static string? Violation(Problem problem, Candidate candidate, double tolerance) => problem switch
    {
        { Model: ProblemModel.MinimumNormSeparation } => Margins(problem, candidate, tolerance),
        { Model: ProblemModel.LayerPeeled } => Energies(problem, candidate, tolerance) ?? Signs(problem, candidate, tolerance),
        _ => Signs(problem, candidate, tolerance),
    };

    private static string? Signs(Problem problem, Candidate candidate, double tolerance)
    {
        if (problem.Features != FeatureDomain.Nonnegative)
        {
            return null;
        }

        Matrix h = candidate.SampleFeatures ?? candidate.H;
        double least = h.Data.Min(), largest = h.Data.Max(Math.Abs);
        return least >= -tolerance * largest ? null
            : $"{(candidate.SampleFeatures is null ? "H" : "sampleFeatures")}: the smallest entry is {Exact.Format(least, 4)}; features must be nonnegative here. Project with max(0, .) after every step, not only at the end";
    }

    private static string? Margins(Problem problem, Candidate candidate, double tolerance)
    {
        double margin = Objective.LeastMargin(problem, candidate);
        return margin >= 1 - tolerance ? null
            : $"margins: the least of z_y - z_c is {Exact.Format(margin, 6)}; expected at least 1. {(margin > 0 ? "Dividing W and H by the root of the least margin makes the point feasible" : "Some class is not separated at all")}";
    }

    private static string? Energies(Problem problem, Candidate candidate, double tolerance)
    {
        double w = Square(candidate.W[0].Data) / problem.Classes, h = FeatureEnergy(problem, candidate);
        return w > problem.EnergyW!.Value * (1 + tolerance) ? Exceeded("W", "|W|^2 / K", w, problem.EnergyW.Value)
            : h > problem.EnergyH!.Value * (1 + tolerance) ? Exceeded("H", "(1/K) sum_k (1/n_k) sum_i |h_i|^2", h, problem.EnergyH.Value) : null;
    }

    private static double FeatureEnergy(Problem problem, Candidate candidate)
    {
        if (candidate.SampleFeatures is not { } features)
        {
            return Square(candidate.H.Data) / problem.Classes;
        }

        int column = 0;
        return problem.Samples.Sum(n => Enumerable.Range(0, n).Sum(_ => Square(features.Column(column++))) / n) / problem.Classes;
    }

    private static double Square(double[] values) => CompensatedSum.OfSquares(values);

    private static string Exceeded(string field, string formula, double value, double bound) =>
        $"{field}: {formula} = {Exact.Format(value, 6)} exceeds its bound {Exact.Format(bound, 6)}; scale {field} down to it";
}
