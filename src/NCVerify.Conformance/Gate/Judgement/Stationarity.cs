using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Conformance.Gate;

/// <summary>Whether a point is stationary, by finite differences of the objective alone: for hints, never for verdicts.</summary>
internal static class Stationarity
{
    // Central differences of an objective with 15 digits: errors of 1e-10, far below what makes a hint.
    private const double RelativeStep = 1e-5;

    /// <summary>
    /// Norm of the objective's gradient by W and the class means, relative to that of the penalties alone (lambdaW W and n_k lambdaH h_k):
    /// zero at a stationary point. NaN for other models, several layers and nonnegative features.
    /// </summary>
    public static double Ratio(Problem problem, Candidate candidate)
    {
        if (problem is not { Model: ProblemModel.UnconstrainedFeatures, Features: FeatureDomain.Free, Layers: 1 })
        {
            return double.NaN;
        }

        Matrix w = candidate.W[0], h = candidate.H;
        double Value(Matrix classifiers, Matrix means) => Objective.Evaluate(problem, new Candidate([classifiers], means) { Bias = candidate.Bias });
        double gradient = Squares(w, changed => Value(changed, h)) + Squares(h, changed => Value(w, changed));
        double penalty = problem.LambdaW[0] * problem.LambdaW[0] * w.SquaredNorm();
        for (int k = 0; k < problem.Classes; k++)
        {
            double weight = problem.Samples[k] * problem.LambdaH;
            penalty += weight * weight * h.Column(k).Sum(x => x * x);
        }

        return Math.Sqrt(gradient / penalty);
    }

    private static double Squares(Matrix m, Func<Matrix, double> value)
    {
        double step = RelativeStep * Math.Max(m.Data.Max(Math.Abs), 1e-8), sum = 0;
        for (int i = 0; i < m.Rows; i++)
        {
            for (int j = 0; j < m.Columns; j++)
            {
                double slope = (value(Shifted(m, i, j, step)) - value(Shifted(m, i, j, -step))) / (2 * step);
                sum += slope * slope;
            }
        }

        return sum;
    }

    private static Matrix Shifted(Matrix m, int row, int column, double by) => Matrix.Create(m.Rows, m.Columns, (i, j) => m[i, j] + (i == row && j == column ? by : 0));
}
