using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NCVerify.Numerics;

/// <summary>One leaf of the tree: sixteen chains, term i in chain i mod 16, joined by halving.</summary>
internal static unsafe class ReductionBlock<TTerm>
    where TTerm : unmanaged, ITerm
{
    private const int Chains = 16;

    /// <summary>Sum of the terms first, ..., end - 1.</summary>
    [SkipLocalsInit]
    public static double Sum(TTerm term, long first, long end)
    {
        double* chains = stackalloc double[Chains];
        long i = Vector512.IsHardwareAccelerated ? Whole<Lanes512<double>>(term, first, end, chains)
            : Vector256.IsHardwareAccelerated ? Whole<Lanes256<double>>(term, first, end, chains)
            : Vector128.IsHardwareAccelerated ? Whole<Lanes128<double>>(term, first, end, chains)
            : Whole<Lanes1<double>>(term, first, end, chains);
        for (; i < end; i++)
        {
            double* chain = chains + ((i - first) % Chains);
            Lanes1<double>.Store(term.Add(Lanes1<double>.Load(chain), i), chain);
        }

        for (int half = Chains / 2; half > 0; half /= 2)
        {
            for (int j = 0; j < half; j++)
            {
                chains[j] += chains[j + half];
            }
        }

        return chains[0];
    }

    /// <summary>The complete rounds of sixteen terms; returns the first term that is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Whole<TLanes>(TTerm term, long first, long end, double* chains)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        long rounds = (end - first) / Chains;
        if (TLanes.Count < 4)
        {
            Few<TLanes>(term, first, rounds, chains);
            return first + (rounds * Chains);
        }

        // Two vectors of eight lanes, or four of four.
        TLanes a = default, b = default, c = default, d = default;
        for (long r = 0, i = first; r < rounds; r++, i += Chains)
        {
            a = term.Add(a, i);
            b = term.Add(b, i + TLanes.Count);
            if (TLanes.Count == 4)
            {
                c = term.Add(c, i + 8);
                d = term.Add(d, i + 12);
            }
        }

        TLanes.Store(a, chains);
        TLanes.Store(b, chains + TLanes.Count);
        if (TLanes.Count == 4)
        {
            TLanes.Store(c, chains + 8);
            TLanes.Store(d, chains + 12);
        }

        return first + (rounds * Chains);
    }

    /// <summary>Narrow vectors: the chains stay in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Few<TLanes>(TTerm term, long first, long rounds, double* chains)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        for (int j = 0; j < Chains; j += TLanes.Count)
        {
            TLanes sum = default;
            for (long r = 0, i = first + j; r < rounds; r++, i += Chains)
            {
                sum = term.Add(sum, i);
            }

            TLanes.Store(sum, chains + j);
        }
    }
}
