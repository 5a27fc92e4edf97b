using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The number that is minimised, evaluated at a candidate. Class level: sum_k n_k SampleWeight(k) L(z_k, k)
/// + sum_m lambdaW_m/2 |W_m|^2 + sum_k n_k lambdaH/2 |h_k|^2 + lambdaB/2 |b|^2; with sample features the sums run over samples.
/// The loss sees temperature_c z_c + offset_c in coordinate c. A candidate that violates a constraint is first brought onto it
/// (see <see cref="Evaluate"/>), so that the value is always that of a feasible point and never below the optimum.
/// </summary>
public static class Objective
{
    /// <summary>
    /// The objective at the candidate. Nonnegative features: negative entries count as 0. Layer-peeled: the loss after W and H, if their mean
    /// squared norms exceed E_W or E_H, are scaled down to them. Separation: (|W|^2 + |H|^2)/2, divided by the least relative margin m
    /// where 0 &lt; m &lt; 1 (W and H divided by sqrt(m) are feasible and have that value), positive infinity where m &lt;= 0.
    /// NaN when an entry is not finite.
    /// </summary>
    /// <exception cref="ProblemException">The problem is invalid or the candidate's shapes do not fit it.</exception>
    public static double Evaluate(Problem problem, Candidate candidate)
    {
        ProblemRules.Validate(problem);
        CandidateRules.Validate(problem, candidate);
        if (!CandidateRules.IsFinite(candidate))
        {
            return double.NaN;
        }

        if (problem.Features == FeatureDomain.Nonnegative)
        {
            candidate = candidate with { H = Clip(candidate.H), SampleFeatures = candidate.SampleFeatures is { } h ? Clip(h) : null };
        }

        return problem.Model switch
        {
            ProblemModel.MinimumNormSeparation => Separation(problem, candidate),
            ProblemModel.LayerPeeled => Loss(problem, candidate, PeeledScale(problem, candidate)),
            _ => Penalised(problem, candidate),
        };
    }

    /// <summary>
    /// The least margin min_{i, c != y_i} (t_y z_y - t_c z_c)/m_y over classes, or over samples where these are given; temperatures t
    /// and required margins m are 1 unless the problem says otherwise.
    /// </summary>
    /// <exception cref="ProblemException">The candidate's shapes do not fit the problem.</exception>
    public static double LeastMargin(Problem problem, Candidate candidate)
    {
        CandidateRules.Validate(problem, candidate);
        double least = double.PositiveInfinity;
        foreach ((double[] logits, int label, _) in Columns(problem, candidate, 1))
        {
            for (int c = 0; c < logits.Length; c++)
            {
                least = c == label ? least : Math.Min(least, (Heated(problem, logits, label) - Heated(problem, logits, c)) / (problem.Margins?[label] ?? 1));
            }
        }

        return least;
    }

    private static double Heated(Problem problem, double[] logits, int c) => logits[c] * (problem.Temperature?[c] ?? 1);

    private static Matrix Clip(Matrix features) => features.Map(x => Math.Max(x, 0));

    private static double Penalised(Problem problem, Candidate candidate)
    {
        var total = default(CompensatedSum);
        total.Add(Loss(problem, candidate, 1));
        for (int m = 0; m < problem.Layers; m++)
        {
            total.Add(problem.LambdaW[m] / 2 * CompensatedSum.OfSquares(candidate.W[m].Data));
        }

        total.Add(problem.LambdaH / 2 * FeatureEnergy(problem, candidate, perClassAverage: false));
        if (problem.Bias == BiasKind.Regularized && candidate.Bias is { } bias)
        {
            total.Add(problem.LambdaB!.Value / 2 * CompensatedSum.OfSquares(bias));
        }

        return total.Value;
    }

    private static double Separation(Problem problem, Candidate candidate)
    {
        double margin = LeastMargin(problem, candidate);
        if (!(margin > 0))
        {
            return double.PositiveInfinity;
        }

        double energy = (CompensatedSum.OfSquares(candidate.W[0].Data) + FeatureEnergy(problem, candidate, perClassAverage: false)) / 2;
        return energy / Math.Min(margin, 1);
    }

    // Only the product of the two scales matters, because only logits enter the loss.
    private static double PeeledScale(Problem problem, Candidate candidate)
    {
        double w = CompensatedSum.OfSquares(candidate.W[0].Data) / problem.Classes;
        double h = FeatureEnergy(problem, candidate, perClassAverage: true) / problem.Classes;
        return Math.Sqrt(Math.Min(1, problem.EnergyW!.Value / w) * Math.Min(1, problem.EnergyH!.Value / h));
    }

    private static double Loss(Problem problem, Candidate candidate, double scale)
    {
        var sum = default(CompensatedSum);
        foreach ((double[] logits, int label, double weight) in Columns(problem, candidate, scale))
        {
            if (problem.Loss == NCVerify.Theory.Loss.Mse)
            {
                logits[label] -= 1;
                sum.Add(weight / 2 * CompensatedSum.OfSquares(logits));
                continue;
            }

            for (int c = 0; c < logits.Length; c++)
            {
                logits[c] = (logits[c] * (problem.Temperature?[c] ?? 1)) + (problem.Offset?[c] ?? 0);
            }

            sum.Add(weight * SampleLoss.CrossEntropy(logits, label));
        }

        return sum.Value;
    }

    // Logits by column, with label and loss weight: one column per sample where samples are given, else one per class.
    private static IEnumerable<(double[] Logits, int Label, double Weight)> Columns(Problem problem, Candidate candidate, double scale)
    {
        bool perSample = candidate.SampleFeatures is not null;
        Matrix z = (candidate with { H = candidate.SampleFeatures ?? candidate.H }).Logits();
        int column = 0;
        for (int k = 0; k < problem.Classes; k++)
        {
            for (int i = 0; i < (perSample ? problem.Samples[k] : 1); i++)
            {
                double[] logits = z.Column(column++);
                for (int c = 0; c < logits.Length && scale != 1; c++)
                {
                    logits[c] *= scale;
                }

                yield return (logits, k, (perSample ? 1 : problem.Samples[k]) * problem.SampleWeight(k));
            }
        }
    }

    // sum_i |h_i|^2, or sum_k (1/n_k) sum_{i in k} |h_i|^2.
    private static double FeatureEnergy(Problem problem, Candidate candidate, bool perClassAverage)
    {
        Matrix h = candidate.SampleFeatures ?? candidate.H;
        bool perSample = candidate.SampleFeatures is not null;
        var sum = default(CompensatedSum);
        int column = 0;
        for (int k = 0; k < problem.Classes; k++)
        {
            int n = problem.Samples[k];
            for (int i = 0; i < (perSample ? n : 1); i++)
            {
                double weight = (perSample, perClassAverage) switch { (true, true) => 1.0 / n, (false, false) => n, _ => 1 };
                sum.Add(weight * CompensatedSum.OfSquares(h.Column(column++)));
            }
        }

        return sum.Value;
    }
}
