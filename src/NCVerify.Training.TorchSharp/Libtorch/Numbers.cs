using TorchSharp;
using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>
/// Arithmetic of tensors wherever a number takes part. TorchSharp wraps each number in a <see cref="Scalar"/> (the factor 1 of
/// a sum of two tensors too) and passes on its address alone: once nothing refers to it, the garbage collector may free it
/// while libtorch reads it, and the call fails ("Expected false to be true") or computes with another number. Here each is
/// disposed after the call and so held until then; the engine goes this way only.
/// </summary>
internal static class Numbers
{
    /// <summary>x + y.</summary>
    public static Tensor Plus(this Tensor x, Tensor y)
    {
        using Scalar one = 1L.ToScalar();
        return x.add(y, one);
    }

    /// <summary>x + number.</summary>
    public static Tensor Plus(this Tensor x, double number)
    {
        using Scalar scalar = number.ToScalar(), one = 1L.ToScalar();
        return x.add(scalar, one);
    }

    /// <summary>number x.</summary>
    public static Tensor Times(this Tensor x, double number)
    {
        using Scalar scalar = number.ToScalar();
        return x.mul(scalar);
    }

    /// <summary>x / number.</summary>
    public static Tensor Over(this Tensor x, double number)
    {
        using Scalar scalar = number.ToScalar();
        return x.div(scalar);
    }

    /// <summary>Where x &gt; number.</summary>
    public static Tensor IsAbove(this Tensor x, long number)
    {
        using Scalar scalar = number.ToScalar();
        return x.gt(scalar);
    }

    /// <summary>max(x, number).</summary>
    public static Tensor AtLeast(this Tensor x, long number)
    {
        using Scalar scalar = number.ToScalar();
        return x.clamp_min(scalar);
    }

    /// <summary>x, but the number where the mask is true.</summary>
    public static Tensor With(this Tensor x, Tensor mask, double number)
    {
        using Scalar scalar = number.ToScalar();
        return x.masked_fill(mask, scalar);
    }

    /// <summary>x, each row of y added to the row that its index says.</summary>
    public static Tensor PlusRows(this Tensor x, Tensor indices, Tensor y)
    {
        using Scalar one = 1L.ToScalar();
        return x.index_add(0, indices, y, one);
    }

    /// <summary>x, but slope x where x is negative.</summary>
    public static Tensor LeakyRelu(this Tensor x, double slope)
    {
        using Scalar scalar = slope.ToScalar();
        return x.leaky_relu(scalar);
    }

    /// <summary>start, ..., end - 1 as int64.</summary>
    public static Tensor Range(long start, long end, Device device)
    {
        using Scalar first = start.ToScalar(), last = end.ToScalar(), one = 1L.ToScalar();
        return arange(first, last, one, int64, device);
    }

    /// <summary>x becomes x + number.</summary>
    public static Tensor AddInPlace(this Tensor x, double number)
    {
        using Scalar scalar = number.ToScalar(), one = 1L.ToScalar();
        return x.add_(scalar, one);
    }

    /// <summary>x becomes x + factor y.</summary>
    public static Tensor AddInPlace(this Tensor x, Tensor y, double factor = 1)
    {
        using Scalar scalar = factor.ToScalar();
        return x.add_(y, scalar);
    }

    /// <summary>x becomes number x.</summary>
    public static Tensor MultiplyInPlace(this Tensor x, double number)
    {
        using Scalar scalar = number.ToScalar();
        return x.mul_(scalar);
    }

    /// <summary>x becomes x + factor y z, entry by entry.</summary>
    public static Tensor AddProductInPlace(this Tensor x, Tensor y, Tensor z, double factor = 1)
    {
        using Scalar scalar = factor.ToScalar();
        return x.addcmul_(y, z, scalar);
    }

    /// <summary>x becomes x + factor y/z, entry by entry.</summary>
    public static Tensor AddQuotientInPlace(this Tensor x, Tensor y, Tensor z, double factor)
    {
        using Scalar scalar = factor.ToScalar();
        return x.addcdiv_(y, z, scalar);
    }
}
