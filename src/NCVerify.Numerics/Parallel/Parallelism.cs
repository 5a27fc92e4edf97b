namespace NCVerify.Numerics;

/// <summary>
/// How many threads the kernels use. It changes how long they take and never what they compute: each number is computed
/// by one thread in an order fixed beforehand.
/// </summary>
public static class Parallelism
{
    /// <summary>The environment variable that sets the number of threads.</summary>
    public const string Variable = "NCVERIFY_THREADS";

    private static int _degree = Initial();

    [ThreadStatic]
    private static bool _alone;

    /// <summary>
    /// Threads that work on one kernel call, the calling one included: at first the number of processors, or what
    /// <see cref="Variable"/> says if that is a positive integer; 1 on a thread within <see cref="Alone"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public static int Degree
    {
        get => _alone ? 1 : Volatile.Read(ref _degree);
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            Volatile.Write(ref _degree, value);
        }
    }

    /// <summary>Does work whose kernel calls all stay on the calling thread: for callers that share larger pieces between threads themselves.</summary>
    public static void Alone(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        bool before = _alone;
        _alone = true;
        try
        {
            work();
        }
        finally
        {
            _alone = before;
        }
    }

    private static int Initial() =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), Exact.Culture, out int threads) && threads > 0 ? threads : Environment.ProcessorCount;
}
