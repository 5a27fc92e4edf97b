using System.Runtime.CompilerServices;

namespace NCVerify.Numerics;

/// <summary>
/// A few threads that wait for work, for kernels that take microseconds: starting work allocates nothing, and an idle
/// thread looks out for the next job for a short time before it sleeps. A caller never waits for a thread that has not
/// begun: it does all the parts itself where the machine is busy.
/// </summary>
internal static unsafe class Crew
{
    /// <summary>Set in the state while a job can be joined; the other bits count the threads inside it.</summary>
    private const int Open = 1 << 30;

    /// <summary>Looks at the state before a thread sleeps: tens of microseconds.</summary>
    private const int Patience = 2000;

    private static readonly Lock Caller = new();
    private static readonly SemaphoreSlim Bell = new(0);
    private static int _hired, _helpers, _sleeping, _state, _next, _count, _round;
    private static delegate*<void*, int, void> _body;
    private static void* _job;
    private static Exception? _failure;

    /// <summary>Threads that were started so far.</summary>
    public static int Hired => Volatile.Read(ref _hired);

    /// <summary>Does the parts 0, ..., count - 1 of a job on up to <paramref name="threads"/> threads, and returns when all are done.</summary>
    public static void Run<TJob>(ref TJob job, int count, int threads)
        where TJob : unmanaged, IJob
    {
        int helpers = Math.Min(threads, count) - 1;

        // One job at a time: a second caller, or a part that calls a kernel, has its own thread to itself.
        if (helpers <= 0 || Caller.IsHeldByCurrentThread || Volatile.Read(ref _state) != 0 || !Caller.TryEnter())
        {
            for (int i = 0; i < count; i++)
            {
                job.Run(i);
            }

            return;
        }

        try
        {
            fixed (TJob* pointer = &job)
            {
                Share(pointer, &Part<TJob>, count, helpers);
            }
        }
        finally
        {
            Caller.Exit();
        }
    }

    private static void Part<TJob>(void* job, int index)
        where TJob : unmanaged, IJob => ((TJob*)job)->Run(index);

    private static void Share(void* job, delegate*<void*, int, void> body, int count, int helpers)
    {
        for (; _hired < helpers; _hired++)
        {
            new Thread(Serve) { IsBackground = true, Name = "NCVerify.Numerics" }.Start();
        }

        _job = job;
        _body = body;
        _count = count;
        _helpers = helpers;
        _next = 0;
        _failure = null;
        _round++;
        Interlocked.Exchange(ref _state, Open);
        int sleeping = Volatile.Read(ref _sleeping);
        if (sleeping > 0)
        {
            Bell.Release(Math.Min(sleeping, helpers));
        }

        TakeParts();
        Interlocked.And(ref _state, ~Open);
        var wait = default(SpinWait);
        while (Volatile.Read(ref _state) != 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        if (_failure is { } failure)
        {
            throw new InvalidOperationException("A part of a parallel kernel failed.", failure);
        }
    }

    private static void TakeParts()
    {
        try
        {
            for (int i = Interlocked.Increment(ref _next) - 1; i < _count; i = Interlocked.Increment(ref _next) - 1)
            {
                _body(_job, i);
            }
        }
#pragma warning disable CA1031 // Whatever it was, the caller must hear of it, and no part may outlive the job.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = e;
            Volatile.Write(ref _next, _count);
        }
    }

    private static void Serve()
    {
        int seen = 0;
        while (true)
        {
            int state = Await(ref seen);
            if (Interlocked.CompareExchange(ref _state, state + 1, state) == state)
            {
                seen = _round;
                TakeParts();
                Interlocked.Decrement(ref _state);
            }
        }
    }

    /// <summary>Waits until a job is open that this thread has not worked on yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Await(ref int seen)
    {
        while (true)
        {
            for (int look = 0; look < Patience; look++)
            {
                int state = Volatile.Read(ref _state);
                if ((state & Open) != 0 && (state & ~Open) < _helpers && Volatile.Read(ref _round) != seen)
                {
                    return state;
                }

                Thread.SpinWait(1);
            }

            // Announce the sleep, then look once more: the caller opens first and counts the sleepers afterwards.
            Interlocked.Increment(ref _sleeping);
            if ((Volatile.Read(ref _state) & Open) == 0 || Volatile.Read(ref _round) == seen)
            {
                Bell.Wait();
            }

            Interlocked.Decrement(ref _sleeping);
        }
    }
}
