using System.Numerics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>g = gradient + lambda x; v = m v + g; x = x - eta v, or x - eta (g + m v) in Nesterov's form.</summary>
internal sealed class SgdOptimiser<T>(SgdSpec spec, IReadOnlyList<Parameter<T>> trained, Penalties penalties) : Optimiser<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] _velocities = [.. trained.Select(p => new T[p.Plan.Size])];

    public override IEnumerable<(string Name, ParameterPlan Plan, T[] Values)> State => trained.Select((p, i) => ("optimiser.velocity." + p.Plan.Name, p.Plan, _velocities[i]));

    public override void Step(double rate)
    {
        T momentum = T.CreateChecked(spec.Momentum), eta = T.CreateChecked(rate);
        for (int i = 0; i < _velocities.Length; i++)
        {
            T lambda = T.CreateChecked(penalties.Lambda(trained[i].Plan));
            OptimiserSteps.Momentum(trained[i].Values, trained[i].Gradient, _velocities[i], eta, momentum, lambda, spec.Nesterov);
        }

        Steps++;
    }
}
