using System.Numerics;

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
        T eta = T.CreateChecked(rate / (1 - Power(spec.Beta1, Steps))), correction = T.CreateChecked(1 / (1 - Power(spec.Beta2, Steps)));
        for (int i = 0; i < _first.Length; i++)
        {
            Update(trained[i].Values, trained[i].Gradient, _first[i], _second[i], T.CreateChecked(penalties.Lambda(trained[i].Plan)), eta, correction);
        }
    }

    private void Update(Span<T> x, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second, T lambda, T eta, T correction)
    {
        T b1 = T.CreateChecked(spec.Beta1), b2 = T.CreateChecked(spec.Beta2), epsilon = T.CreateChecked(spec.Epsilon);
        T c1 = T.CreateChecked(1 - spec.Beta1), c2 = T.CreateChecked(1 - spec.Beta2);
        int i = 0, width = Vector<T>.Count;
        for (; i <= x.Length - width; i += width)
        {
            var old = new Vector<T>(x[i..]);
            Vector<T> g = new Vector<T>(gradient[i..]) + (lambda * old);
            Vector<T> m = (b1 * new Vector<T>(first[i..])) + (c1 * g), v = (b2 * new Vector<T>(second[i..])) + (c2 * (g * g));
            m.CopyTo(first[i..]);
            v.CopyTo(second[i..]);
            (old - (eta * m / (Vector.SquareRoot(correction * v) + new Vector<T>(epsilon)))).CopyTo(x[i..]);
        }

        for (; i < x.Length; i++)
        {
            T g = gradient[i] + (lambda * x[i]);
            first[i] = (b1 * first[i]) + (c1 * g);
            second[i] = (b2 * second[i]) + (c2 * (g * g));
            x[i] -= eta * first[i] / (T.Sqrt(correction * second[i]) + epsilon);
        }
    }

    /// <summary>x^n by repeated squaring: one order of operations everywhere.</summary>
    private static double Power(double x, long n)
    {
        double result = 1;
        for (; n > 0; n >>= 1, x *= x)
        {
            result *= (n & 1) == 1 ? x : 1;
        }

        return result;
    }
}
