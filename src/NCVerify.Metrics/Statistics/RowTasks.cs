namespace NCVerify.Metrics;

/// <summary>Work on independent rows, shared between threads a few dozen rows at a time.</summary>
internal static class RowTasks
{
    private const int RowsPerTask = 64;

    /// <summary>Does the work of every row, of about this many steps each.</summary>
    public static void Run(int rows, int stepsEach, Action<int> work) => Work.For(0, (rows + RowsPerTask - 1) / RowsPerTask, (long)RowsPerTask * stepsEach, t =>
    {
        for (int i = t * RowsPerTask; i < Math.Min(rows, (t + 1) * RowsPerTask); i++)
        {
            work(i);
        }
    });
}
