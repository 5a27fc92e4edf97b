using System.Numerics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>
/// Adam (Kingma and Ba 2015): g = gradient + lambda x; m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2;
/// x = x - eta/(1 - b1^t) m/(sqrt(v/(1 - b2^t)) + epsilon).
/// </summary>
internal sealed class AdamOptimiser<T>(AdamSpec spec, IReadOnlyList<Parameter<T>> trained, Penalties penalties) : Optimiser<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] _first = [.. trained.Select(p => new T[p.Plan.Size])];
    private readonly T[][] _second = [.. trained.Select(p => new T[p.Plan.Size])];

    public override IEnumerable<(string Name, ParameterPlan Plan, T[] Values)> State =>
        trained.Select((p, i) => ("optimiser.first." + p.Plan.Name, p.Plan, _first[i]))
            .Concat(trained.Select((p, i) => ("optimiser.second." + p.Plan.Name, p.Plan, _second[i])));

    public override void Step(double rate)
    {
        Steps++;
        for (int i = 0; i < _first.Length; i++)
        {
            var settings = new AdamSettings(rate, spec.Beta1, spec.Beta2, spec.Epsilon, penalties.Lambda(trained[i].Plan));
            OptimiserSteps.Adam(trained[i].Values, trained[i].Gradient, _first[i], _second[i], checked((int)Steps), settings);
        }
    }
}
