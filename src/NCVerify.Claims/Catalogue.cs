namespace NCVerify.Claims;

/// <summary>All claims of this assembly, found by their type: a new claim needs no registration.</summary>
public static class Catalogue
{
    private static readonly Lazy<IReadOnlyList<Claim>> Found = new(() => typeof(Catalogue).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Claim)) && !t.IsAbstract)
        .Select(t => (Claim)Activator.CreateInstance(t)!)
        .OrderBy(c => c.Id, ClaimIdOrder.Instance)
        .ToArray());

    /// <summary>Every claim, in natural order of ids.</summary>
    public static IReadOnlyList<Claim> All => Found.Value;

    /// <summary>The claim of that id, or null.</summary>
    public static Claim? Find(string id) => All.FirstOrDefault(c => string.Equals(c.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The claim of that type.</summary>
    public static TClaim Get<TClaim>()
        where TClaim : Claim => All.OfType<TClaim>().Single();
}

/// <summary>Natural order: letters by letters, numbers by value, so that SELI-2 stands before SELI-10.</summary>
public sealed class ClaimIdOrder : IComparer<string>
{
    /// <summary>The one instance.</summary>
    public static ClaimIdOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y) => string.CompareOrdinal(Padded(x), Padded(y));

    // Numbers padded to equal width turn natural order into plain ordinal order.
    private static string Padded(string? id) =>
        System.Text.RegularExpressions.Regex.Replace(id ?? "", "[0-9]+", m => m.Value.PadLeft(6, '0'), System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private ClaimIdOrder()
    {
    }
}

