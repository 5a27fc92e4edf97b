using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NCVerify.Numerics.Tests.Determinism;

using Elementary = NCVerify.Numerics.Elementary;
using Entrywise = NCVerify.Numerics.Entrywise;
using Reductions = NCVerify.Numerics.Reductions;

/// <summary>SHA-256 of the results of every kernel, on sizes around the widths of vectors, tiles and blocks, and on 0 and 1.</summary>
internal static class KernelDigests
{
    private static readonly int[] Lengths = [0, 1, 2, 3, 7, 8, 15, 17, 33, 100, 4097, 40003];

    public static IEnumerable<(string Kernel, string Digest)> All() =>
    [
        .. Of<float>(), .. Of<double>(),
        ("random", Digest<double>(Sample.Gaussian<double>(1000, 1))),
        ("special", Digest<double>([.. Sample.Gaussian<double>(2000, 2).SelectMany(x => new[] { Special.Exp(9 * x), Special.Expm1(x), Special.Log(Math.Abs(x)), Special.Log1p(Math.Abs(x)), Special.Tanh(x) })])),
    ];

    public static string Digest<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(numbers)));

    private static IEnumerable<(string Kernel, string Digest)> Of<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string type = typeof(T).Name;
        yield return ($"{type}.product", Products<T>());
        yield return ($"{type}.entrywise", OfLengths(EntrywiseResults<T>));
        yield return ($"{type}.optimisers", OfLengths(OptimiserResults<T>));
        yield return ($"{type}.elementary", OfLengths(ElementaryResults<T>));
        yield return ($"{type}.softmax", OfLengths(SoftmaxResults<T>));
        yield return ($"{type}.reductions", OfLengths(ReductionResults<T>));
        yield return ($"{type}.convolution", Digest<T>([.. ConvolutionResults<T>()]));
        yield return ($"{type}.pooling", Digest<T>([.. PoolingResults<T>()]));
    }

    private static string Products<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int M, int N, int K)[] shapes = [(0, 3, 2), (3, 0, 2), (2, 3, 0), (1, 1, 1), (1, 1, 999), (5, 7, 3), (13, 33, 47), (31, 50, 481), (128, 10, 70), (97, 130, 103)];
        var results = new List<T>();
        foreach ((int m, int n, int k) in shapes)
        {
            T[] a = Sample.Gaussian<T>(m * k, 1), b = Sample.Gaussian<T>(k * n, 2), c = Sample.Gaussian<T>(m * n, 3);
            DenseProduct.Multiply<T>(a, false, b, false, c, m, n, k, accumulate: true);
            DenseProduct.Multiply<T>(a, true, b, false, c, m, n, k, accumulate: true);
            DenseProduct.Multiply<T>(a, false, b, true, c, m, n, k, accumulate: true);
            results.AddRange(c);
            DenseProduct.Multiply<T>(a, true, b, true, c, m, n, k);
            results.AddRange(c);
        }

        return Digest<T>([.. results]);
    }

    private static string OfLengths<T>(Func<int, IEnumerable<T>> results)
        where T : unmanaged => Digest<T>([.. Lengths.SelectMany(results)]);

    private static IEnumerable<T> EntrywiseResults<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] a = Sample.Gaussian<T>(length, 4), b = Sample.Gaussian<T>(length, 5), c = Sample.Gaussian<T>(length, 6), d = new T[length];
        T third = T.One / T.CreateChecked(3);
        Entrywise.Add<T>(a, b, d);
        Entrywise.MultiplyAdd<T>(a, d, c);
        Entrywise.Subtract<T>(c, b, c);
        Entrywise.Divide<T>(c, d, c);
        Entrywise.AddScaled<T>(third, a, c);
        Entrywise.Affine<T>(third, third, c, c);
        Entrywise.LeakyRelu<T>(third, c, d);
        Entrywise.LeakyReluBackward<T>(third, c, d, d);
        Entrywise.TanhBackward<T>(c, d, d);
        Entrywise.SigmoidBackward<T>(c, d, d);
        Entrywise.Scale<T>(third, d, d);
        Entrywise.Relu<T>(c, a);
        Entrywise.Sqrt<T>(a, a);
        Entrywise.ReluBackward<T>(c, b, b);
        Entrywise.Multiply<T>(b, a, b);
        return [.. a, .. b, .. c, .. d];
    }

    private static IEnumerable<T> OptimiserResults<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] p = Sample.Gaussian<T>(length, 7), v = new T[length], m = new T[length], s = new T[length];
        for (int step = 1; step <= 3; step++)
        {
            T[] g = Sample.Gaussian<T>(length, (ulong)step + 7);
            OptimiserSteps.Momentum<T>(p, g, v, T.CreateChecked(0.1), T.CreateChecked(0.9), T.CreateChecked(5e-4), nesterov: step == 2);
            OptimiserSteps.Adam<T>(p, g, m, s, step, new(1e-3, WeightDecay: 1e-2, Decoupled: step == 3));
        }

        return [.. p, .. v, .. m, .. s];
    }

    private static IEnumerable<T> ElementaryResults<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = [.. Sample.Gaussian<T>(length, 11).Select(v => v * T.CreateChecked(30))], y = new T[length], positive = [.. x.Select(T.Abs)];
        var results = new List<T>();
        void Add(Action<T[]> f)
        {
            f(y);
            results.AddRange(y);
        }

        Add(t => Elementary.Exp<T>(x, t));
        Add(t => Elementary.Expm1<T>(x, t));
        Add(t => Elementary.Log<T>(positive, t));
        Add(t => Elementary.Log1p<T>(positive, t));
        Add(t => Elementary.Tanh<T>(x, t));
        Add(t => Elementary.Sigmoid<T>(x, t));
        Add(t => Elementary.Softplus<T>(x, t));
        return results;
    }

    private static IEnumerable<T> SoftmaxResults<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] z = [.. Sample.Gaussian<T>(10 * length, 18).Select(v => v * T.CreateChecked(30))], p = new T[z.Length];
        var sums = new double[length];
        Softmax.Rows<T>(z, p, sums);
        return [.. p, .. sums.Select(T.CreateChecked)];
    }

    private static IEnumerable<T> ReductionResults<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = Sample.Gaussian<T>(length, 12), y = Sample.Gaussian<T>(length, 13), row = new T[Math.Max(1, length / 7)], grid = x[..(length / row.Length * row.Length)];
        RowOperations.ColumnSums<T>(grid, row);
        RowOperations.AddToRows<T>(grid, row);
        RowOperations.RowSums<T>(grid, row);
        RowOperations.AddToColumns<T>(grid, row, row.Length == 0 ? 0 : grid.Length / row.Length);
        return [.. row, .. grid, .. new[] { Reductions.Sum<T>(x), Reductions.SumOfSquares<T>(x), Reductions.Dot<T>(x, y), Reductions.SumOfSquaredDeviations<T>(x, 0.1) }.Select(T.CreateChecked)];
    }

    private static IEnumerable<T> ConvolutionResults<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ConvolutionShape[] shapes = [new(1, 1, 1, 1, 1, 1, 1), new(11, 3, 9, 8, 5, 3, 3, 1, 1), new(3, 2, 9, 9, 4, 5, 3, 2, 2), new(2, 4, 6, 6, 13, 1, 1)];
        foreach (ConvolutionShape s in shapes)
        {
            T[] x = Sample.Gaussian<T>(s.InputLength, 14), w = Sample.Gaussian<T>(s.WeightLength, 15), b = Sample.Gaussian<T>(s.OutputChannels, 16);
            T[] y = new T[s.OutputLength], back = new T[x.Length], gradient = new T[w.Length];
            Convolution.Forward<T>(s, x, w, b, y);
            Convolution.BackwardInput<T>(s, y, w, back);
            Convolution.BackwardWeights<T>(s, x, y, gradient);
            foreach (T value in y.Concat(back).Concat(gradient))
            {
                yield return value;
            }
        }
    }

    private static IEnumerable<T> PoolingResults<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        PoolingShape[] shapes = [new(1, 1, 1, 1, 1, 1), new(37, 28, 30, 2, 2, 2), new(5, 9, 9, 3, 3, 2)];
        foreach (PoolingShape s in shapes)
        {
            T[] x = Sample.Gaussian<T>(s.InputLength, 17), y = new T[s.OutputLength], back = new T[x.Length], mean = new T[y.Length], meanBack = new T[x.Length];
            Pooling.Max<T>(s, x, y);
            Pooling.MaxBackward<T>(s, x, y, y, back);
            Pooling.Average<T>(s, x, mean);
            Pooling.AverageBackward<T>(s, mean, meanBack);
            foreach (T value in y.Concat(back).Concat(mean).Concat(meanBack))
            {
                yield return value;
            }
        }
    }
}
