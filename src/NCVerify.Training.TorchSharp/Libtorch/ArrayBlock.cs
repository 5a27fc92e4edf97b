using TorchSharp;
using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>
/// Where the arrays of a network lie in one long vector: an optimiser's step is then a few operations on vectors, however
/// many arrays there are. Arrays start at multiples of 64 entries, as kernels like them.
/// </summary>
internal sealed class ArrayBlock
{
    private const int Alignment = 64;
    private readonly long[] _starts;

    public ArrayBlock(IReadOnlyList<ParameterPlan> arrays)
    {
        (Arrays, _starts) = (arrays, new long[arrays.Count]);
        for (int i = 0; i < arrays.Count; i++)
        {
            _starts[i] = Length;
            Length += Room(arrays[i]);
        }
    }

    /// <summary>The arrays, in order.</summary>
    public IReadOnlyList<ParameterPlan> Arrays { get; }

    /// <summary>Entries of the vector, padding included.</summary>
    public long Length { get; private set; }

    /// <summary>An array within a vector of this layout; shares its memory.</summary>
    public Tensor View(Tensor vector, int i) => vector.narrow(0, _starts[i], Arrays[i].Size).view([.. Arrays[i].Shape.Select(n => (long)n)]);

    /// <summary>A vector whose entries in array i are values(i), and 0 in the padding.</summary>
    public double[] Fill(Func<int, double[]> values)
    {
        double[] vector = new double[Length];
        for (int i = 0; i < Arrays.Count; i++)
        {
            values(i).CopyTo(vector, _starts[i]);
        }

        return vector;
    }

    /// <summary>The arrays of a vector, as they are now.</summary>
    public IEnumerable<NamedArray> Read(Tensor vector, string prefix = "")
    {
        using DisposeScope scope = NewDisposeScope();
        double[] values = vector.detach().to(float64).cpu().data<double>().ToArray();
        return [.. Arrays.Select((array, i) => new NamedArray(prefix + array.Name, array.Shape, values.AsSpan((int)_starts[i], array.Size).ToArray()))];
    }

    private static int Room(ParameterPlan array) => checked((array.Size + Alignment - 1) / Alignment * Alignment);
}
