using System.Diagnostics;

namespace NCVerify.Specs.Harness;

/// <summary>
/// Progress of a test that takes longer than a few seconds: a line on the terminal every ten, with an estimate of the most that
/// is left where the test reports how far it is. Silent where the environment variable <c>CI</c> is set.
/// </summary>
internal sealed class LongTest : IProgress<double>, IDisposable
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5), Every = TimeSpan.FromSeconds(10);
    private static readonly AsyncLocal<LongTest?> Running = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly string _name;
    private readonly Timer? _timer;
    private double _done;

    private LongTest(string name)
    {
        _name = name;
        _timer = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")) ? new(_ => Say(), null, First, Every) : null;
    }

    /// <summary>Where the running test reports the fraction that it has done, between 0 and 1; null outside of tests.</summary>
    public static IProgress<double>? Progress => Running.Value;

    /// <summary>Watches a test until disposed of.</summary>
    public static LongTest Watch(string name) => Running.Value = new(name);

    /// <inheritdoc/>
    public void Report(double value) => Volatile.Write(ref _done, value);

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Dispose();
        Running.Value = null;
    }

    /// <summary>The line for a test that has run so many seconds and done this fraction (0 when unknown).</summary>
    internal static string Line(string name, double seconds, double done) => done is > 0 and <= 1
        ? string.Create(Numerics.Exact.Culture, $"{name}: {seconds:F0} s, {100 * done:F0} % of the most steps, at most {seconds * (1 - done) / done:F0} s left")
        : string.Create(Numerics.Exact.Culture, $"{name}: {seconds:F0} s");

    private void Say() => TestContext.Progress.WriteLine(Line(_name, Stopwatch.GetElapsedTime(_start).TotalSeconds, Volatile.Read(ref _done)));
}
