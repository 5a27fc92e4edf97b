using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>Loss parameters that are constant in the two groups of a step profile; the defaults are plain cross-entropy.</summary>
/// <param name="WeightMaj">Loss weight omega of a majority sample.</param>
/// <param name="WeightMin">Loss weight omega of a minority sample.</param>
/// <param name="DeltaMaj">Label-dependent temperature: all logits of a majority sample are multiplied by it.</param>
/// <param name="DeltaMin">The same for a minority sample.</param>
/// <param name="OffsetMajMinusMin">Logit offset of majority classes minus that of minority classes.</param>
/// <param name="MarginMaj">Additive margin: subtracted from the gaps of a majority sample.</param>
/// <param name="MarginMin">The same for a minority sample.</param>
public sealed record StepLoss(double WeightMaj = 1, double WeightMin = 1, double DeltaMaj = 1, double DeltaMin = 1, double OffsetMajMinusMin = 0, double MarginMaj = 0, double MarginMin = 0);

/// <summary>Logarithms of the residual probabilities of a sample (label first), and its losses.</summary>
internal readonly record struct StepResiduals(double MajMaj, double MajMin, double MinMin, double MinMaj, double LossMaj, double LossMin)
{
    public static StepResiduals At(StepProfile s, StepLoss loss, double a, double e, double p, double q)
    {
        double c = Math.Sqrt((double)s.K / (s.Majority * s.Minority));
        (double m2, double m3, double lossMaj) = Group(s.Majority, s.Minority, (loss.DeltaMaj * a) - loss.MarginMaj, (loss.DeltaMaj * ((a * (s.Majority - 1) / s.Majority) + (p * c))) + loss.OffsetMajMinusMin - loss.MarginMaj);
        (double n2, double n3, double lossMin) = Group(s.Minority, s.Majority, (loss.DeltaMin * e) - loss.MarginMin, (loss.DeltaMin * ((e * (s.Minority - 1) / s.Minority) + (q * c))) - loss.OffsetMajMinusMin - loss.MarginMin);
        return new(m2, m3, n2, n3, lossMaj, lossMin);
    }

    // Log-probabilities of another class of the own group and of one of the other group, behind by the given gaps.
    private static (double Own, double Other, double Loss) Group(int own, int other, double gapOwn, double gapOther)
    {
        double tail = ((own - 1) * Math.Exp(-gapOwn)) + (other * Math.Exp(-gapOther));
        double loss = Special.Log1p(tail);
        return (-gapOwn - loss, -gapOther - loss, loss);
    }
}

/// <summary>
/// Newton's method for the four equations of the step path, each in logarithms, where they are nearly linear:
/// omega delta (m pi_2 + k pi_3) = lambda/sqrt(n), omega delta k pi_3 c = lambda p / sigma, and the same for minority samples.
/// </summary>
internal static class StepEquations
{
    private const int Limit = 500;

    public static (double A, double E, double P, double Q) Solve(StepProfile s, double logInverseLambda, StepLoss loss)
    {
        // From SELI times a plausible gap; every unknown is kept positive.
        double scale = Math.Max(1, logInverseLambda);
        double[] x =
        [
            s.Majority > 1 ? scale / loss.DeltaMaj : 0,
            s.Minority > 1 ? scale / loss.DeltaMin : 0,
            scale / loss.DeltaMaj * Math.Sqrt((double)s.Minority / (s.Majority * s.K)),
            scale / loss.DeltaMin * Math.Sqrt((double)s.Majority / (s.Minority * s.K)),
        ];
        int[] unknowns = [.. Enumerable.Range(0, 4).Where(i => x[i] > 0)];
        double[] residual = Residuals(s, logInverseLambda, loss, x);
        double size = Size(residual, unknowns);
        for (int step = 0; step < Limit; step++)
        {
            double[] move = Direction(s, logInverseLambda, loss, x, residual, unknowns);
            double length = 1;
            foreach (int i in unknowns)
            {
                length = move[i] < 0 ? Math.Min(length, -0.9 * x[i] / move[i]) : length;
            }

            double[] next = Moved(x, length, move), nextResidual = Residuals(s, logInverseLambda, loss, next);
            for (int halving = 0; halving < 60 && !(Size(nextResidual, unknowns) < size); halving++)
            {
                length /= 2;
                next = Moved(x, length, move);
                nextResidual = Residuals(s, logInverseLambda, loss, next);
            }

            double nextSize = Size(nextResidual, unknowns);
            if (!(nextSize < size))
            {
                break;
            }

            (x, residual, size) = (next, nextResidual, nextSize);
        }

        // The equations are differences of numbers of the size of log(1/lambda).
        return size <= 1e-11 * Math.Max(1, Math.Abs(logInverseLambda))
            ? (x[0], x[1], x[2], x[3])
            : throw new ArgumentOutOfRangeException(nameof(logInverseLambda), "The four equations have no solution with all modes alive: lambda is above a collapse threshold.");
    }

    private static double[] Residuals(StepProfile s, double logInverseLambda, StepLoss loss, double[] x)
    {
        StepResiduals r = StepResiduals.At(s, loss, x[0], x[1], x[2], x[3]);
        double c = Math.Sqrt((double)s.K / (s.Majority * s.Minority)), n = s.MinoritySize;
        double logSigma = Math.Log((s.Ratio * s.Majority * x[2] * x[2]) + (s.Minority * x[3] * x[3])) / 2;
        double majority = Math.Log(loss.WeightMaj * loss.DeltaMaj) + logInverseLambda + (Math.Log(n) / 2);
        double minority = Math.Log(loss.WeightMin * loss.DeltaMin) + logInverseLambda + (Math.Log(n) / 2);
        return
        [
            majority + (Math.Log(s.Ratio) / 2) + LogSum(s.Majority, r.MajMaj, s.Minority, r.MajMin),
            minority + LogSum(s.Minority, r.MinMin, s.Majority, r.MinMaj),
            majority + Math.Log(s.Minority * c) + r.MajMin + logSigma - Math.Log(x[2]),
            minority + Math.Log(s.Majority * c) + r.MinMaj + logSigma - Math.Log(x[3]),
        ];
    }

    // log(m exp(x) + k exp(y)).
    private static double LogSum(int m, double x, int k, double y)
    {
        double lead = Math.Max(x, y);
        return lead + Math.Log((m * Math.Exp(x - lead)) + (k * Math.Exp(y - lead)));
    }

    // Newton direction with central differences of relative step 1e-6: the errors only slow the last steps.
    private static double[] Direction(StepProfile s, double logInverseLambda, StepLoss loss, double[] x, double[] residual, int[] unknowns)
    {
        int n = unknowns.Length;
        var table = new double[n, n + 1];
        for (int j = 0; j < n; j++)
        {
            double h = 1e-6 * Math.Min(x[unknowns[j]], 1);
            double[] plus = (double[])x.Clone(), minus = (double[])x.Clone();
            plus[unknowns[j]] += h;
            minus[unknowns[j]] -= h;
            double[] above = Residuals(s, logInverseLambda, loss, plus), below = Residuals(s, logInverseLambda, loss, minus);
            for (int i = 0; i < n; i++)
            {
                table[i, j] = (above[unknowns[i]] - below[unknowns[i]]) / (plus[unknowns[j]] - minus[unknowns[j]]);
            }
        }

        for (int i = 0; i < n; i++)
        {
            table[i, n] = -residual[unknowns[i]];
        }

        double[] solution = Eliminate(table, n);
        var move = new double[4];
        for (int i = 0; i < n; i++)
        {
            move[unknowns[i]] = solution[i];
        }

        return move;
    }

    // Gaussian elimination with partial pivoting.
    private static double[] Eliminate(double[,] table, int n)
    {
        for (int column = 0; column < n; column++)
        {
            int pivot = Enumerable.Range(column, n - column).MaxBy(i => Math.Abs(table[i, column]));
            for (int j = 0; j <= n; j++)
            {
                (table[column, j], table[pivot, j]) = (table[pivot, j], table[column, j]);
            }

            for (int i = 0; i < n; i++)
            {
                double factor = i == column ? 0 : table[i, column] / table[column, column];
                for (int j = column; j <= n && factor != 0; j++)
                {
                    table[i, j] -= factor * table[column, j];
                }
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => table[i, n] / table[i, i])];
    }

    private static double[] Moved(double[] x, double length, double[] move) => [.. x.Select((v, i) => v + (length * move[i]))];

    private static double Size(double[] residual, int[] unknowns) => unknowns.Max(i => Math.Abs(residual[i]));
}
