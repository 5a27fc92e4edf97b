using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using Proto01 = NCVerify.Claims.Wei2022.PrototypesIgnorePriors;

namespace NCVerify.Specs.Wei2022;

/// <summary>PROTO-01: thresholds of logistic regression and of nearest means between two Gaussians with unequal priors.</summary>
public sealed class PrototypesIgnorePriors : ClaimSpec<Proto01>
{
    private const int Minority = 20_000;

    [Oracle(OracleKind.Solver), TestCase(1, 1.0, 1.0), TestCase(10, 1.0, 1.0), TestCase(30, 1.5, 2.0)]
    public void FittedThresholds(int ratio, double mu, double variance) => Check(ratio, ratio, mu, variance);

    [Oracle(OracleKind.ClosedForm), TestCase(10.0, 1.0, 1.0), TestCase(250.0, 0.7, 3.0)]
    public void BothClassesAreEquallyLikelyThere(double ratio, double mu, double variance)
    {
        double t = At(ratio, mu, variance).Number("logistic");
        double positive = Math.Log(ratio) - ((t - mu) * (t - mu) / (2 * variance)), negative = -(t + mu) * (t + mu) / (2 * variance);
        Expect("log of prior times density, difference of the classes", positive - negative).ToBeZero(Within.Of(1e-12, "rounding"));
    }

    [Test, Oracle(OracleKind.Solver)]
    public void ThresholdsOverTheRatio()
    {
        double[] ratios = [1, 2, 5, 10, 20], line = [.. ratios.Select(r => At(r, 1, 1).Number("logistic"))];
        (double Logistic, double Nearest)[] fitted = [.. ratios.Select(r => Fit((int)r, 1, 1))];
        Expect("logistic threshold over $R$", fitted.Select(f => f.Logistic).ToArray()).ToEqual(line, Within.Of(0.06, "sampling error about 0.01"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "thresholds",
            Title = "Threshold between two Gaussians against the ratio of their priors",
            Caption = "Logistic regression moves toward the minority by half of $\\log R$; the nearest class mean stays at the midpoint.",
            RefutedBy = "a threshold of the nearest mean that leaves zero",
            X = new Axis("ratio of priors $R$", Logarithmic: true),
            Y = new Axis("threshold, relative to the midpoint"),
            Series =
            [
                new("logistic, population", SeriesRole.Predicted, ratios, line), new("logistic, fitted", SeriesRole.Measured, ratios, [.. fitted.Select(f => f.Logistic)]),
                new("nearest mean, fitted", SeriesRole.Measured, ratios, [.. fitted.Select(f => f.Nearest)]),
            ],
        });
    }

    [Test, Control, Oracle(OracleKind.Solver)]
    public void BalancedPriorsMoveNothing() => Check(1, 10, 1, 1);

    private void Check(int ratio, double stated, double mu, double variance)
    {
        (double logistic, double nearest) = Fit(ratio, mu, variance);
        Prediction claim = At(stated, mu, variance);
        Expect("threshold of logistic regression", logistic).ToEqual(claim["logistic"], Within.Of(0.06, "sampling error about 0.01 with 20 000 samples of the minority"));
        Expect("threshold of the nearest mean", nearest).ToEqual(claim["ncm"], Within.Of(0.05, "sampling error of the midpoint, about 0.005"));
    }

    private Prediction At(double ratio, double mu, double variance) => Predict(("R", ratio), ("mu", mu), ("s2", variance));

    // Logistic regression by Newton's method, and the midpoint of the two sample means.
    private static (double Logistic, double Nearest) Fit(int ratio, double mu, double variance)
    {
        var random = new CounterRandom(17, (ulong)ratio);
        double deviation = Math.Sqrt(variance);
        double[] positive = [.. Enumerable.Range(0, ratio * Minority).Select(_ => mu + (deviation * random.NextGaussian()))];
        double[] negative = [.. Enumerable.Range(0, Minority).Select(_ => -mu + (deviation * random.NextGaussian()))];
        double slope = 1, bias = 0;
        for (int step = 0; step < 12; step++)
        {
            double gs = 0, gb = 0, hss = 1e-12, hsb = 0, hbb = 1e-12;
            void Add(double x, double label)
            {
                double p = 1 / (1 + Math.Exp(-((slope * x) + bias))), h = p * (1 - p);
                gs += (p - label) * x;
                gb += p - label;
                hss += h * x * x;
                hsb += h * x;
                hbb += h;
            }

            Array.ForEach(positive, x => Add(x, 1));
            Array.ForEach(negative, x => Add(x, 0));
            double determinant = (hss * hbb) - (hsb * hsb);
            (slope, bias) = (slope - (((hbb * gs) - (hsb * gb)) / determinant), bias - (((hss * gb) - (hsb * gs)) / determinant));
        }

        return (-bias / slope, (positive.Average() + negative.Average()) / 2);
    }
}
