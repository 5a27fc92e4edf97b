using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Cross-entropy with M linear layers and balanced classes, (1/N) sum CE + sum lambda_m/2 |W_m|^2 + lambdaH/2 |H|^2: values of
/// explicit structures (claims MSE-B2, MSE-F3, MSE-F4, MSE-F4b). Every structure has logits t times a fixed matrix, so its
/// value is fit(t) + C multiplier (t sqrt n)^p, with p = 2/(M+1), C = ((M+1)/2) Lambda^(1/(M+1)), multiplier the sum of the
/// p-th powers of the singular values at t = 1, n = 1.
/// </summary>
public sealed class DeepCrossEntropy
{
    /// <summary>The problem for K classes of n samples, M layers and the product of all penalties.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public DeepCrossEntropy(int classes, int perClass, int layers, double product)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(product);
        (K, PerClass, Layers, Product) = (classes, perClass, layers, product);
        Simplex = new(this, K - 1, [(1, Margins(1, K - 1))]);
        double pairs = K / 2, odd = K % 2;
        Pairs = new(this, (pairs * Power(2)) + odd, [(2 * pairs / K, [(2, 1), (1, K - 2)]), (odd / K, Margins(1, K - 1))]);
        Line = new(this, Power(LineSingularValue), [.. Enumerable.Range(0, K).Select(c => (1.0 / K, Enumerable.Range(0, K).Where(j => j != c).Select(j => ((double)(j - c) * (j - c), 1)).ToArray()))]);
    }

    /// <summary>Number of classes K.</summary>
    public int K { get; }

    /// <summary>Samples per class n.</summary>
    public int PerClass { get; }

    /// <summary>Number of layers M.</summary>
    public int Layers { get; }

    /// <summary>Product of all penalties.</summary>
    public double Product { get; }

    /// <summary>p = 2/(M+1).</summary>
    public double Exponent => 2.0 / (Layers + 1);

    /// <summary>Deep neural collapse: logits t (I - J/K).</summary>
    public Structure Simplex { get; }

    /// <summary>Pairs of opposite classes: t times blocks (1, -1; -1, 1), one class alone where K is odd (Garrod and Keating 2024).</summary>
    public Structure Pairs { get; }

    /// <summary>Classes on a line, with a bias: logits t (u_j u_c - u_j^2/2), u_j = sqrt 2 (j - (K+1)/2), margins t (j - c)^2, rank one.</summary>
    public Structure Line { get; }

    /// <summary>Singular value K(K^2 - 1)/6 of the line at t = 1, n = 1.</summary>
    public double LineSingularValue => K * ((double)K * K - 1) / 6;

    /// <summary>K = 5, with a bias: a pair of scale 4/3 and a triangle of scale 1; all margins at least t.</summary>
    /// <exception cref="InvalidOperationException">K is not 5.</exception>
    public Structure PairAndTriangle => K == 5
        ? new(this, Power(8.0 / 3) + 2, [(0.4, [(8.0 / 3, 1), (1, 3)]), (0.6, Margins(1, 4))])
        : throw new InvalidOperationException("The pair and the triangle need five classes.");

    private double Power(double s) => Math.Pow(s, Exponent);

    private static (double Margin, int Count)[] Margins(double margin, int count) => [(margin, count)];

    /// <summary>Logits t times a fixed matrix.</summary>
    /// <param name="model">The problem.</param>
    /// <param name="multiplier">Sum of the p-th powers of the singular values at t = 1, n = 1.</param>
    /// <param name="groups">Shares of the classes, with their margins at t = 1 and how often each occurs.</param>
    public sealed class Structure(DeepCrossEntropy model, double multiplier, IReadOnlyList<(double Share, (double Margin, int Count)[] Margins)> groups)
    {
        private const int GridPoints = 200;

        /// <summary>Sum of the p-th powers of the singular values at t = 1, n = 1.</summary>
        public double Multiplier => multiplier;

        /// <summary>The larger stationary t, a minimum along t; null when the structure has none.</summary>
        public double? Best => Crossing(upper: true);

        /// <summary>The smaller stationary t, a maximum along t; null when there is none (always for M = 1).</summary>
        public double? Lower => model.Layers == 1 ? null : Crossing(upper: false);

        /// <summary>The objective at scale t.</summary>
        public double Value(double t) => Fit(t) + (Constant * multiplier * Math.Pow(t, model.Exponent));

        private double Constant => (model.Layers + 1) / 2.0 * Math.Pow(model.Product, 1.0 / (model.Layers + 1)) * Math.Pow(model.PerClass, model.Exponent / 2);

        private double Fit(double t) => groups.Sum(g => g.Share * Special.Log1p(g.Margins.Sum(m => m.Count * Math.Exp(-t * m.Margin))));

        // -fit'(t) t^(1-p) - p C multiplier: zero at stationary t, positive between the two.
        private double Excess(double t)
        {
            double slope = groups.Sum(g =>
            {
                double odds = g.Margins.Sum(m => m.Count * Math.Exp(-t * m.Margin));
                return g.Share * g.Margins.Sum(m => m.Count * m.Margin * Math.Exp(-t * m.Margin)) / (1 + odds);
            });
            return (slope * Math.Pow(t, 1 - model.Exponent)) - (model.Exponent * Constant * multiplier);
        }

        // The outermost sign change on a geometric grid, refined where the excess is largest; then bisection in log t.
        private double? Crossing(bool upper)
        {
            double low = Math.Log(1e-3), step = (Math.Log(700) - low) / GridPoints;
            double[] grid = [.. Enumerable.Range(0, GridPoints + 1).Select(i => low + (i * step))];
            double peak = grid.MaxBy(x => Excess(Math.Exp(x))), width = step;
            for (int i = 0; i < 80; i++, width *= 0.7)
            {
                peak = new[] { peak - width, peak, peak + width }.MaxBy(x => Excess(Math.Exp(x)));
            }

            double[] inside = [.. grid.Append(peak).Where(x => Excess(Math.Exp(x)) > 0)];
            if (inside.Length == 0)
            {
                return null;
            }

            double a = upper ? inside.Max() : inside.Min(), b = upper ? a + step : a <= low ? Math.Log(1e-300) : a - step;
            for (int i = 0; i < 200 && a != b; i++)
            {
                double middle = (a + b) / 2;
                (a, b) = Excess(Math.Exp(middle)) > 0 ? (middle, b) : (a, middle);
            }

            return Math.Exp(a);
        }
    }
}
