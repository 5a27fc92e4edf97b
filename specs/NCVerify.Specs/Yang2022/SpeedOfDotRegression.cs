using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Theory;
using Fix03 = NCVerify.Claims.Yang2022.SpeedOfDotRegression;

namespace NCVerify.Specs.Yang2022;

/// <summary>FIX-03: times to alignment under gradient flow on the sphere, dot regression against cross-entropy.</summary>
public sealed class SpeedOfDotRegression : ClaimSpec<Fix03>
{
    private const int K = 10;

    [Test, Oracle(OracleKind.Flow)]
    public void FlowOfTheFeatureTakesThePredictedTimes([Values(1.0, 4.0)] double scale)
    {
        const double eps = 0.01;
        Prediction times = Predict(("s", scale), ("eps", eps), ("K", K));
        Expect("time of dot regression", Time(scale, eps, dotRegression: true)).ToEqual(times["tExact"], Within.Fraction(1e-5, "Runge-Kutta steps of fourth order, the last one interpolated: 3e-6 was seen"));
        Expect("time of cross-entropy", Time(scale, eps, dotRegression: false)).ToEqual(times["tCrossEntropy"], Within.Fraction(1e-5, "Runge-Kutta steps of fourth order, the last one interpolated: 3e-6 was seen"));
    }

    [Oracle(OracleKind.ClosedForm), TestCase(1.0, 0.1), TestCase(7.0, 1e-3), TestCase(20.0, 1e-6)]
    public void TheTimesAreTheIntegralsOfTheFlow(double scale, double eps)
    {
        // Midpoint rule in u = log((1+c)/(1-c))/2, where dc/(1-c^2) = du, with Richardson's extrapolation.
        double end = Math.Log((2 - eps) / eps) / 2;
        double Integral(Func<double, double> slowness)
        {
            double Rule(int n) => Enumerable.Range(0, n).Sum(i => slowness((i + 0.5) * end / n)) * end / n;
            return ((4 * Rule(40_000)) - Rule(20_000)) / 3;
        }

        Prediction times = Predict(("s", scale), ("eps", eps), ("K", K));
        Expect("time of dot regression", Integral(u => (Math.Exp(2 * u) + 1) / (2 * scale))).ToEqual(times["tExact"], Within.Fraction(1e-9, "quadrature"));
        Expect("time of cross-entropy", Integral(u => (Math.Exp(scale * K * Math.Tanh(u) / (K - 1)) + K - 1) / (scale * K))).ToEqual(times["tCrossEntropy"], Within.Fraction(1e-9, "quadrature"));
    }

    [Test, Oracle(OracleKind.ClosedForm)]
    public void DotRegressionWinsOnlyAtLargeScale()
    {
        double[] scales = [0.5, 1, 2, 4, 5, 6, 8, 10, 15, 20], dot = [.. scales.Select(s => At(s, 1e-3).Number("tExact"))], cross = [.. scales.Select(s => At(s, 1e-3).Number("tCrossEntropy"))];
        Expect("time of cross-entropy over that of dot regression, $s\\le 4$", scales.Zip(dot.Zip(cross, (d, c) => c / d)).Where(x => x.First <= 4).Select(x => x.Second).ToArray()).ToBeAtMost(0.1, Within.Of(0, "cross-entropy is at least ten times faster: 0.05 is the most"));
        Expect("time of cross-entropy over that of dot regression, $s\\ge 10$", scales.Zip(dot.Zip(cross, (d, c) => c / d)).Where(x => x.First >= 10).Select(x => x.Second).ToArray()).ToBeAtLeast(10, Within.Of(0, "dot regression is at least ten times faster: 26 is the least"));
        Expect("time of dot regression times $2s\\epsilon$, $\\epsilon=10^{-6}$", 2e-6 * At(1, 1e-6).Number("tExact")).ToEqual(2e-6 * At(1, 1e-6).Number("tAsym"), Within.Of(1e-4, "logarithmic corrections"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "times-over-scale",
            Title = "Time to 1 - cos = 0.001 against the logit scale, K = 10",
            Caption = "Dot regression is sublinear at every scale; cross-entropy is faster at small scale and exponentially slow at large scale.",
            RefutedBy = "curves that do not cross",
            X = new Axis("logit scale $s$", Logarithmic: true),
            Y = new Axis("time", Logarithmic: true),
            Series = [new("dot regression", SeriesRole.Predicted, scales, dot), new("cross-entropy", SeriesRole.Predicted, scales, cross)],
        });
    }

    [Test, Control, Oracle(OracleKind.Flow)]
    public void CrossEntropyHasAnotherTime() =>
        Expect("time of cross-entropy", Time(1, 0.01, dotRegression: false)).ToEqual(At(1, 0.01)["tExact"], Within.Fraction(1e-5, "Runge-Kutta steps of fourth order"));

    private Prediction At(double scale, double eps) => Predict(("s", scale), ("eps", eps), ("K", K));

    // Flow of h on the unit sphere in R^(K+1) under the gradient of the loss, no reduction to the cosine.
    private static double Time(double scale, double eps, bool dotRegression)
    {
        int d = K + 1;
        Matrix w = Matrix.Create(K, d, (c, r) => r == K ? 0 : ((c == r ? 1.0 : 0.0) - (1.0 / K)) * Math.Sqrt(K / (K - 1.0)));
        double[] Velocity(double[] h)
        {
            double[] z = [.. Enumerable.Range(0, K).Select(c => scale * VectorOperations.Dot(w.Row(c), h))];
            double top = z.Max(), total = z.Sum(x => Math.Exp(x - top));
            double[] pull = [.. Enumerable.Range(0, d).Select(r => dotRegression
                ? (scale - z[0]) * w[0, r]
                : scale * Enumerable.Range(0, K).Sum(c => ((c == 0 ? 1 : 0) - (Math.Exp(z[c] - top) / total)) * w[c, r]))];
            double along = VectorOperations.Dot(pull, h);
            return [.. pull.Select((x, r) => x - (along * h[r]))];
        }

        double[] h = [.. Enumerable.Range(0, d).Select(r => r == K ? 1.0 : 0)];
        double step = 0.01 / scale, time = 0, cosine = 0;
        while (true)
        {
            double[] k1 = Velocity(h), k2 = Velocity(Moved(h, step / 2, k1)), k3 = Velocity(Moved(h, step / 2, k2)), k4 = Velocity(Moved(h, step, k3));
            double[] next = [.. h.Select((x, r) => x + (step / 6 * (k1[r] + (2 * k2[r]) + (2 * k3[r]) + k4[r])))];
            double reached = VectorOperations.Dot(w.Row(0), next);
            if (reached >= 1 - eps)
            {
                return time + (step * (1 - eps - cosine) / (reached - cosine));
            }

            (h, cosine, time) = (next, reached, time + step);
        }
    }

    private static double[] Moved(double[] x, double factor, double[] direction) => [.. x.Select((v, r) => v + (factor * direction[r]))];
}
