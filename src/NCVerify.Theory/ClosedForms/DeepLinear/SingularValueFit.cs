namespace NCVerify.Theory;

/// <summary>How the best fit of one singular value stands.</summary>
public enum FitStatus
{
    /// <summary>The nonzero root is the global minimum.</summary>
    Active,

    /// <summary>The nonzero root is a local minimum, zero is the global one.</summary>
    Local,

    /// <summary>Zero is the only stationary point.</summary>
    Zero,
}

/// <summary>
/// The scalar problem behind deep linear networks with squared error: what one target singular value sigma costs,
/// phi(z) = (z - sigma)^2/(2N) + ((M+1)/2) Lambda^(1/(M+1)) z^(2/(M+1)), z >= 0, Lambda = lambdaH lambda_1 ... lambda_M. With
/// z/sigma = x^M/(1 + x^M) and b = M N (N Lambda)^(1/M), phi = (sigma^2/(x^M + 1) + b x)/(2N), stationary where
/// b/sigma^2 = M x^(M-1)/(x^M + 1)^2: at most two roots, the larger a minimum (Dang et al. 2023; claims MSE-A2 and MSE-C3).
/// </summary>
public sealed class SingularValueFit
{
    /// <summary>The problem for M layers, N samples in all, the product of all penalties, and the square of the target.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not positive.</exception>
    public SingularValueFit(int layers, double total, double product, double targetSquare)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(product);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(targetSquare);
        (Layers, Total, Product, TargetSquare) = (layers, total, product, targetSquare);
        double ratio = B / targetSquare;
        Status = ratio < Critical(layers) ? FitStatus.Active : ratio <= Spinodal(layers) && layers > 1 ? FitStatus.Local : FitStatus.Zero;
        LocalX = Status == FitStatus.Zero ? 0 : layers == 1 ? Math.Sqrt(1 / ratio) - 1 : Root(ratio, upper: true);
        UnstableX = Status == FitStatus.Zero || layers == 1 ? 0 : Root(ratio, upper: false);
    }

    /// <summary>Number M of linear layers.</summary>
    public int Layers { get; }

    /// <summary>Number N of samples.</summary>
    public double Total { get; }

    /// <summary>Lambda, the product of all penalties.</summary>
    public double Product { get; }

    /// <summary>sigma^2.</summary>
    public double TargetSquare { get; }

    /// <summary>Whether the nonzero root is global, local, or absent.</summary>
    public FitStatus Status { get; }

    /// <summary>b = M N (N Lambda)^(1/M).</summary>
    public double B => Constant(Layers, Total, Product);

    /// <summary>The larger root x, whether global or not; 0 where there is none.</summary>
    public double LocalX { get; }

    /// <summary>The smaller root, a local maximum; 0 where there is none (and for M = 1).</summary>
    public double UnstableX { get; }

    /// <summary>The x of the global minimum.</summary>
    public double X => Status == FitStatus.Active ? LocalX : 0;

    /// <summary>z/sigma of the global minimum: the fitted logit.</summary>
    public double Fraction => FractionAt(X);

    /// <summary>The global minimiser z.</summary>
    public double Z => Math.Sqrt(TargetSquare) * Fraction;

    /// <summary>z of the larger root.</summary>
    public double LocalZ => Math.Sqrt(TargetSquare) * FractionAt(LocalX);

    /// <summary>z of the smaller root.</summary>
    public double UnstableZ => Math.Sqrt(TargetSquare) * FractionAt(UnstableX);

    /// <summary>The global minimum.</summary>
    public double Value => ValueAt(X);

    /// <summary>phi at the larger root.</summary>
    public double LocalValue => ValueAt(LocalX);

    /// <summary>tau = (N Lambda)^(1/M) x: lambda times the squared singular value, the same for every factor.</summary>
    public double Tau => TauAt(X);

    /// <summary>tau of the larger root.</summary>
    public double LocalTau => TauAt(LocalX);

    /// <summary>b = M N (N Lambda)^(1/M).</summary>
    public static double Constant(int layers, double total, double product) => layers * total * Math.Pow(total * product, 1.0 / layers);

    /// <summary>b_crit = (M-1)^((M-1)/M)/M: below this b/sigma^2 the larger root beats zero.</summary>
    public static double Critical(int layers) => layers == 1 ? 1 : Math.Pow(layers - 1, (layers - 1.0) / layers) / layers;

    /// <summary>b_spin = ((M+1)^2/(4M)) ((M-1)/(M+1))^((M-1)/M): up to this b/sigma^2 there are roots.</summary>
    public static double Spinodal(int layers) =>
        layers == 1 ? 1 : (layers + 1.0) * (layers + 1.0) / (4.0 * layers) * Math.Pow((layers - 1.0) / (layers + 1.0), (layers - 1.0) / layers);

    private double FractionAt(double x)
    {
        double power = Math.Pow(x, Layers);
        return power / (1 + power);
    }

    private double ValueAt(double x) => ((TargetSquare / (Math.Pow(x, Layers) + 1)) + (B * x)) / (2 * Total);

    private double TauAt(double x) => Math.Pow(Total * Product, 1.0 / Layers) * x;

    // Bisection in log x: M x^(M-1)/(x^M+1)^2 rises to its largest value at x^M = (M-1)/(M+1), then falls.
    private double Root(double ratio, bool upper)
    {
        double Excess(double logX)
        {
            double x = Math.Exp(logX), d = Math.Pow(x, Layers) + 1;
            return (Layers * Math.Pow(x, Layers - 1) / (d * d)) - ratio;
        }

        double inside = Math.Log((Layers - 1.0) / (Layers + 1.0)) / Layers, outside = inside, step = upper ? 1 : -1;
        while (Excess(outside) > 0)
        {
            outside += step;
            step *= 2;
        }

        for (int i = 0; i < 200 && inside != outside; i++)
        {
            double middle = (inside + outside) / 2;
            (inside, outside) = Excess(middle) > 0 ? (middle, outside) : (inside, middle);
        }

        return Math.Exp(inside);
    }
}
