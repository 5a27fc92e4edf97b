using System.Numerics;

namespace NCVerify.Numerics;

/// <summary>Where a tile reads its factors: entry (i, p) of A lies at A + i RowStride + p DepthStrideA, row p of B (contiguous) at B + p DepthStrideB.</summary>
internal readonly unsafe struct GemmSource<T>(T* a, nint rowStride, nint depthStrideA, T* b, nint depthStrideB)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T* A { get; } = a;

    public nint RowStride { get; } = rowStride;

    public nint DepthStrideA { get; } = depthStrideA;

    public T* B { get; } = b;

    public nint DepthStrideB { get; } = depthStrideB;
}
