using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>Rows scaled to one length.</summary>
internal static class UnitRows
{
    /// <summary>length x/|x| for each row; a zero row stays zero and has gradient zero.</summary>
    public static Tensor Of(Tensor x, double length)
    {
        Tensor square = (x * x).sum(1L, true), isPositive = square.IsAbove(0), one = ones_like(square);
        Tensor factor = where(isPositive, where(isPositive, square, one).sqrt().reciprocal().Times(length), zeros_like(square));
        return x * factor;
    }
}
