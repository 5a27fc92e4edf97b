using NCVerify.Numerics;

namespace NCVerify.Conformance;

/// <summary>The one place that reads the wall clock. SOURCE_DATE_EPOCH (seconds since 1970) fixes it for reproducible output.</summary>
public static class WallClock
{
    /// <summary>Now (UTC), or SOURCE_DATE_EPOCH when set.</summary>
    /// <exception cref="FormatException">SOURCE_DATE_EPOCH is set and is not a whole number of seconds.</exception>
    public static DateTimeOffset Now()
    {
        string? epoch = Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH");
        if (string.IsNullOrEmpty(epoch))
        {
#pragma warning disable RS0030 // the one place
            return DateTimeOffset.UtcNow;
#pragma warning restore RS0030
        }

        return long.TryParse(epoch, System.Globalization.NumberStyles.None, Exact.Culture, out long seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new FormatException($"SOURCE_DATE_EPOCH must be a whole number of seconds since 1970; it is '{epoch}'.");
    }

    /// <summary>A time as ISO 8601 with seconds, UTC.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", Exact.Culture);
}
