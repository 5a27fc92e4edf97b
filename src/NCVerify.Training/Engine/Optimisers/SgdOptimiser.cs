using System.Numerics;

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
            Update(trained[i].Values, trained[i].Gradient, _velocities[i], T.CreateChecked(penalties.Lambda(trained[i].Plan)), momentum, eta);
        }

        Steps++;
    }

    private void Update(Span<T> x, ReadOnlySpan<T> gradient, Span<T> velocity, T lambda, T momentum, T eta)
    {
        int i = 0, width = Vector<T>.Count;
        for (; i <= x.Length - width; i += width)
        {
            var old = new Vector<T>(x[i..]);
            Vector<T> g = new Vector<T>(gradient[i..]) + (lambda * old), v = (momentum * new Vector<T>(velocity[i..])) + g;
            v.CopyTo(velocity[i..]);
            (old - (eta * (spec.Nesterov ? g + (momentum * v) : v))).CopyTo(x[i..]);
        }

        for (; i < x.Length; i++)
        {
            T g = gradient[i] + (lambda * x[i]);
            velocity[i] = (momentum * velocity[i]) + g;
            x[i] -= eta * (spec.Nesterov ? g + (momentum * velocity[i]) : velocity[i]);
        }
    }
}
