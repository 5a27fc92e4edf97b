using System.Runtime.Intrinsics;

namespace NCVerify.Numerics;

/// <summary>The innermost loop of a product: one tile of C held in registers. One class per vector width, same bits.</summary>
internal abstract unsafe class GemmKernel
{
    /// <summary>Rows of the tile.</summary>
    public abstract int Rows { get; }

    /// <summary>Columns of the tile.</summary>
    public abstract int Columns { get; }

    /// <summary>
    /// Adds A B to the tile of C (row-major with the given stride), or writes it there when nothing is accumulated;
    /// A packed as depth x Rows, B as depth x Columns.
    /// </summary>
    public abstract void Multiply(double* a, double* b, int depth, double* c, int stride, bool accumulate);

    /// <summary>The kernel of the widest vectors that the machine runs natively.</summary>
    public static GemmKernel Best() =>
        Vector512.IsHardwareAccelerated ? new GemmKernel512()
        : Vector256.IsHardwareAccelerated ? new GemmKernel256()
        : new GemmKernel128();
}
