using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>Independent pieces of work, shared between threads where that costs less than it saves.</summary>
internal static class Work
{
    // Steps below which starting other threads, on a busy machine above all, takes longer than the work.
    private const long Worthwhile = 1 << 18;

    /// <summary>Does the work of every index; <paramref name="stepsEach"/> says about how much each is.</summary>
    public static void For(int from, int to, long stepsEach, Action<int> work)
    {
        int threads = Parallelism.Degree;
        if (threads > 1 && to - from > 1 && (to - from) * stepsEach >= Worthwhile)
        {
            // Kernels within a piece of work stay on its thread: the threads are busy with the other pieces.
            Parallel.For(from, to, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => Parallelism.Alone(() => work(i)));
            return;
        }

        for (int i = from; i < to; i++)
        {
            work(i);
        }
    }
}
