namespace NCVerify.Metrics;

/// <summary>Collects metrics; those that are undefined become one warning per reason instead of a number.</summary>
internal sealed class MetricList
{
    private readonly List<Metric> _metrics = [];
    private readonly List<(string Id, string Why)> _undefined = [];

    public IReadOnlyList<Metric> Metrics => _metrics;

    public IEnumerable<string> Warnings => _undefined
        .GroupBy(u => u.Why, u => u.Id)
        .Select(group => $"Undefined and left out, because {group.Key}: {string.Join(", ", group)}.");

    public void Add(string id, double? value, string convention, string whyUndefined, bool signed = false)
    {
        if (value is { } number && double.IsFinite(number))
        {
            _metrics.Add(new(id, number, convention) { Signed = signed });
        }
        else
        {
            _undefined.Add((id, whyUndefined));
        }
    }
}
