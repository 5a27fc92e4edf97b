using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// Writes the blocks of a model as functions of one unconstrained flat vector x, and pulls gradients back: u itself (free),
/// u/|u| (sphere), u*u (nonnegative) and u*u/|u*u| (nonnegative sphere), entrywise for each vector u of x.
/// </summary>
internal sealed class VectorParameters(FreeModel model)
{
    private readonly IReadOnlyList<VectorBlock> _blocks = model.Blocks;
    private readonly Matrix[] _point = [.. model.Blocks.Select(b => new Matrix(b.Count, b.Dimension))];
    private readonly Matrix[] _gradient = [.. model.Blocks.Select(b => new Matrix(b.Count, b.Dimension))];

    public int Length => _blocks.Sum(b => b.Count * b.Dimension);

    public double[] Start(CounterRandom random)
    {
        var x = new double[Length];
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = model.StartDeviation * random.NextGaussian();
        }

        return x;
    }

    public IReadOnlyList<Matrix> Point(double[] x)
    {
        Map(x);
        return [.. _point.Select(m => m.Copy())];
    }

    public double Evaluate(double[] x, double[] gradient)
    {
        Map(x);
        foreach (Matrix g in _gradient)
        {
            Array.Clear(g.Data);
        }

        double value = model.Evaluate(_point, _gradient);
        PullBack(x, gradient);
        return value;
    }

    private void Map(double[] x)
    {
        int offset = 0;
        for (int b = 0; b < _blocks.Count; b++)
        {
            for (int i = 0; i < _blocks[b].Count; i++, offset += _blocks[b].Dimension)
            {
                Span<double> z = _point[b].Row(i);
                ReadOnlySpan<double> u = x.AsSpan(offset, z.Length);
                for (int j = 0; j < z.Length; j++)
                {
                    z[j] = IsSquared(_blocks[b].Set) ? u[j] * u[j] : u[j];
                }

                if (IsNormalised(_blocks[b].Set))
                {
                    VectorOperations.Scale(1 / Math.Sqrt(VectorOperations.Dot(z, z)), z, z);
                }
            }
        }
    }

    private void PullBack(double[] x, double[] gradient)
    {
        int offset = 0;
        for (int b = 0; b < _blocks.Count; b++)
        {
            for (int i = 0; i < _blocks[b].Count; i++, offset += _blocks[b].Dimension)
            {
                Span<double> z = _point[b].Row(i), g = _gradient[b].Row(i);
                ReadOnlySpan<double> u = x.AsSpan(offset, z.Length);
                if (IsNormalised(_blocks[b].Set))
                {
                    double length = 0, radial = VectorOperations.Dot(g, z);
                    foreach (double entry in u)
                    {
                        length += IsSquared(_blocks[b].Set) ? entry * entry * entry * entry : entry * entry;
                    }

                    for (int j = 0; j < g.Length; j++)
                    {
                        g[j] = (g[j] - (radial * z[j])) / Math.Sqrt(length);
                    }
                }

                for (int j = 0; j < g.Length; j++)
                {
                    gradient[offset + j] = IsSquared(_blocks[b].Set) ? 2 * u[j] * g[j] : g[j];
                }
            }
        }
    }

    private static bool IsSquared(VectorSet set) => set is VectorSet.Nonnegative or VectorSet.NonnegativeSphere;

    private static bool IsNormalised(VectorSet set) => set is VectorSet.Sphere or VectorSet.NonnegativeSphere;
}
