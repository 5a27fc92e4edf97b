namespace NCVerify.Claims.Tests;

/// <summary>Predictions against reference values that were computed independently.</summary>
public sealed class ReferenceValueTests
{
    // Solved numerically when the reference was made, so known to 1e-6 only.
    private static readonly string[] Solved = ["HL-SOLVED", "CLM-01", "SC-02", "MSE-G4", "ULPM-2", "FIX-03"];

    // Families of claims that the catalogue does not have yet. A claim that is added is checked without a change here;
    // an entry that no longer misses anything must be removed.
    private static readonly string[] NotYetInTheCatalogue = [];

    private static IEnumerable<TestCaseData> ItemsOfTheCatalogue() =>
        ReferenceItem.All().Where(item => Catalogue.Find(item.Claim) is not null).Select(item => new TestCaseData(item).SetArgDisplayNames(item.Name));

    [TestCaseSource(nameof(ItemsOfTheCatalogue))]
    public void EveryQuantityAgreesWithItsReferenceValue(ReferenceItem item)
    {
        Prediction prediction = Catalogue.Find(item.Claim)!.Predict(item.Parameters);
        double relative = Solved.Contains(item.Claim) ? 1e-6 : 1e-9;
        string[] deviations =
        [
            .. item.Quantities.EnumerateObject().SelectMany(p => prediction.Names.Contains(p.Name)
                ? Deviation.Of(p.Name, prediction[p.Name], p.Value, relative)
                : [$"{p.Name}: missing"]),
        ];
        Assert.That(deviations, Is.Empty);
    }

    [Test]
    public void ItemsWithoutAClaimAreKnown()
    {
        string[] unknown = [.. ReferenceItem.All().Select(item => item.Claim).Distinct()
            .Where(id => Catalogue.Find(id) is null && !Array.Exists(NotYetInTheCatalogue, prefix => id.StartsWith(prefix, StringComparison.Ordinal)))];
        Assert.That(unknown, Is.Empty);
    }

    [TestCaseSource(nameof(NotYetInTheCatalogue))]
    public void AListedFamilyIsStillMissingAClaim(string prefix) =>
        Assert.That(ReferenceItem.All().Any(item => item.Claim.StartsWith(prefix, StringComparison.Ordinal) && Catalogue.Find(item.Claim) is null));

    [Test]
    public void TheComparisonNoticesADeviationOfTwoParts()
    {
        using var number = System.Text.Json.JsonDocument.Parse("[1, [2, 3], true]");
        var rows = number.RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(Deviation.Of("x", 1 + 2e-9, rows[0], 1e-9), Is.Not.Empty);
            Assert.That(Deviation.Of("x", 1 + 2e-10, rows[0], 1e-9), Is.Empty);
            Assert.That(Deviation.Of("x", new double[] { 2 }, rows[1], 1e-9), Is.Not.Empty);
            Assert.That(Deviation.Of("x", double.NaN, rows[0], 1e-9), Is.Not.Empty);
            Assert.That(Deviation.Of("x", false, rows[2], 1e-9), Is.Not.Empty);
        });
    }
}
