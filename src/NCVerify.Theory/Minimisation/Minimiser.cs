using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Limited-memory BFGS from several seeded random starts; the best one is returned. It knows nothing of the models beyond
/// value and gradient, and shares no code with the solvers, certificates and closed forms.
/// </summary>
public sealed class Minimiser : IMinimiser
{
    /// <inheritdoc/>
    public string Name => "L-BFGS from random starts";

    /// <summary>Number of random starts.</summary>
    public int Starts { get; init; } = 3;

    /// <summary>Norm of the gradient at which a start is done; the losses are of order 1, so 1e-11 stands clear of rounding.</summary>
    public double Tolerance { get; init; } = 1e-11;

    /// <summary>Most iterations per start.</summary>
    public int MaximumIterations { get; init; } = 20_000;

    /// <inheritdoc/>
    public MinimiserRun Minimise(FreeModel model, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        var parameters = new VectorParameters(model);
        (double[] Point, double Value, bool Converged)? best = null;
        int iterations = 0;
        for (int start = 0; start < Math.Max(1, Starts); start++)
        {
            var descent = new LimitedMemoryDescent(parameters.Evaluate, parameters.Start(new CounterRandom(seed, (ulong)start)));
            bool converged = descent.Run(Tolerance, MaximumIterations);
            iterations += descent.Iterations;
            if (best is not { } known || descent.Value < known.Value)
            {
                best = (descent.Point, descent.Value, converged);
            }
        }

        return new MinimiserRun(parameters.Point(best!.Value.Point), iterations, best.Value.Converged);
    }
}
