using System.Numerics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Sums over one channel of a batch, in double: over the positions of an image first, then over images in order.</summary>
internal static class Channels
{
    /// <summary>Sum of the entries.</summary>
    public static double Sum<T>(ReadOnlySpan<T> batch, TensorShape shape, int channel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int start = channel * shape.Positions; start < batch.Length; start += shape.Size)
        {
            sum += shape.IsVector ? double.CreateTruncating(batch[start]) : Reductions.Sum(batch.Slice(start, shape.Positions));
        }

        return sum;
    }

    /// <summary>Sum of (x - centre)^2.</summary>
    public static double SquaredDeviations<T>(ReadOnlySpan<T> batch, TensorShape shape, int channel, double centre)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int start = channel * shape.Positions; start < batch.Length; start += shape.Size)
        {
            double deviation = shape.IsVector ? double.CreateTruncating(batch[start]) - centre : 0;
            sum += shape.IsVector ? deviation * deviation : Reductions.SumOfSquaredDeviations(batch.Slice(start, shape.Positions), centre);
        }

        return sum;
    }

    /// <summary>Inner product with the same channel of another batch.</summary>
    public static double Dot<T>(ReadOnlySpan<T> batch, ReadOnlySpan<T> other, TensorShape shape, int channel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int start = channel * shape.Positions; start < batch.Length; start += shape.Size)
        {
            sum += shape.IsVector
                ? double.CreateTruncating(batch[start]) * double.CreateTruncating(other[start])
                : Reductions.Dot(batch.Slice(start, shape.Positions), other.Slice(start, shape.Positions));
        }

        return sum;
    }
}
