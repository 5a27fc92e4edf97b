using System.Text.RegularExpressions;

namespace NCVerify.Claims.Tests;

/// <summary>What every claim of the catalogue must have, whoever adds it.</summary>
public sealed class CatalogueTests
{
    private static IEnumerable<TestCaseData> Claims() => Catalogue.All.Select(c => new TestCaseData(c).SetArgDisplayNames(c.Id));

    [Test]
    public void IdsAreUnique() => Assert.That(Catalogue.All.Select(c => c.Id.ToUpperInvariant()), Is.Unique);

    [Test]
    public void TypeNamesAreUnique() => Assert.That(Catalogue.All.Select(c => c.GetType().Name), Is.Unique);

    [Test]
    public void TheFirstEditionIsComplete()
    {
        string[] ids =
        [
            "CERT-1", "CERT-1P", "CERT-3", "CERT-5", "CERT-6", "CE-RELU-1", "CE-RELU-2", "CE-RELU-3", "CE-RELU-4", "CE-RELU-5",
            "NC-1", "NC-2", "NC-3", "NC-4", "NCM-1", "NCM-2", "ULPM-1", "WD-1", "WD-2", "WD-3", "SELI-15",
            .. Enumerable.Range(1, 12).Select(i => i < 10 ? $"SELI-0{i}" : $"SELI-{i}"),
        ];
        Assert.That(ids, Is.SubsetOf(Catalogue.All.Select(c => c.Id)));
    }

    [Test]
    public void ClaimsAreFoundByIdInAnyCaseAndByType() => Assert.Multiple(() =>
    {
        Assert.That(Catalogue.Find("seli-05"), Is.TypeOf<Thrampoulidis2022.GramsAndNorms>());
        Assert.That(Catalogue.Get<Thrampoulidis2022.GramsAndNorms>(), Is.SameAs(Catalogue.Find("SELI-05")));
        Assert.That(Catalogue.Find("SELI-5"), Is.Null);
    });

    [TestCaseSource(nameof(Claims))]
    public void AnIdIsWellFormed(Claim claim) => Assert.That(claim.Id, Does.Match("^[A-Z]+(-[A-Z]+)*-[A-Za-z0-9]+$"));

    [TestCaseSource(nameof(Claims))]
    public void ItsFolderIsThatOfItsPaper(Claim claim)
    {
        string folder = claim.GetType().Namespace!.Split('.')[^1];
        string[] keys = claim.Source.Paper == Papers.ThisProject ? ["certificates", "realdata"] : [claim.Source.Paper.Key];
        string[] network = claim.Id.StartsWith("NET-", StringComparison.Ordinal) ? ["trainednetworks"] : [];
        Assert.That(keys.Concat(network), Does.Contain(folder.ToLowerInvariant()));
    }

    [TestCaseSource(nameof(Claims))]
    public void TextsAreThereAndTheirMathematicsIsInTheSubset(Claim claim)
    {
        string[] texts = [claim.Title, claim.Statement, claim.Control, claim.Finding, claim.SingleOracleReason, .. claim.Assumptions];
        Assert.Multiple(() =>
        {
            Assert.That(texts.SelectMany(MathText.Faults), Is.Empty);
            Assert.That(claim.Title, Is.Not.Empty.And.Not.Contains("$"));
            Assert.That(claim.Statement, Does.Contain("$"));
            Assert.That(claim.Control, Is.Not.Empty);
            Assert.That(claim.Assumptions, Is.Not.Empty.And.All.Not.Empty);
            Assert.That(claim.Source.Paper.Citation, Is.Not.Empty);
            Assert.That(claim.Source.Place, Is.Not.Empty);
        });
    }

    [TestCaseSource(nameof(Claims))]
    public void TwoDifferentOraclesOrAReason(Claim claim) => Assert.Multiple(() =>
    {
        Assert.That(claim.Oracles, Is.Not.Empty.And.Unique);
        Assert.That(claim.Oracles.Count >= 2, Is.EqualTo(claim.SingleOracleReason.Length == 0));
    });

    [TestCaseSource(nameof(Claims))]
    public void ADecidedVerdictIsExpected(Claim claim) =>
        Assert.That(claim.ExpectedVerdict, Is.AnyOf(Verdict.Verified, Verdict.Refuted));

    [TestCaseSource(nameof(Claims))]
    public void WhatCorrectsOrExtendsTheLiteratureSaysHow(Claim claim)
    {
        if (claim.Provenance is Provenance.Corrected or Provenance.New)
        {
            Assert.That(claim.Finding, Is.Not.Empty);
        }

        if (claim.Provenance is Provenance.Corrected)
        {
            Assert.That(Regex.IsMatch(claim.Finding, "[0-9]", RegexOptions.None, TimeSpan.FromSeconds(1)), "a correction has a finding with numbers");
        }
    }

    [TestCaseSource(nameof(Claims))]
    public void ParametersAreDocumented(Claim claim) => Assert.Multiple(() =>
    {
        Assert.That(claim.Parameters.Select(p => p.Name), Is.Unique.And.All.Matches("^[A-Za-z][A-Za-z0-9]*$"));
        Assert.That(claim.Parameters.Select(p => p.Meaning), Is.All.Not.Empty);
    });

    [TestCaseSource(nameof(Claims))]
    public void EachRequiredParameterIsEnforcedAndAnUnknownOneRefused(Claim claim)
    {
        string[] required = [.. claim.Parameters.Where(p => p.Required).Select(p => p.Name)];
        foreach (string missing in required)
        {
            var set = new ParameterSet();
            foreach (string name in required.Where(n => n != missing))
            {
                set.Set(name, 1.0);
            }

            Assert.That(() => claim.Predict(set), Throws.TypeOf<ParameterException>().With.Property(nameof(ParameterException.Parameter)).EqualTo(missing));
        }

        Assert.That(() => claim.Predict(new ParameterSet().Set("nosuch", 1.0)), Throws.TypeOf<ParameterException>().With.Message.Contains("nosuch"));
        if (claim.Parameters.Count > 0)
        {
            Assert.That(() => claim.Predict(new ParameterSet()), Throws.TypeOf<ParameterException>(), "nothing at all is refused");
        }
    }

    [TestCase("a $x$ b", ExpectedResult = 0)]
    [TestCase("a $x b", ExpectedResult = 1)]
    [TestCase("$$x$", ExpectedResult = 1)]
    [TestCase(@"$\lim x$", ExpectedResult = 1)]
    [TestCase("$x^*$", ExpectedResult = 1)]
    [TestCase(@"$\frac{1}{2$", ExpectedResult = 1)]
    [TestCase(@"$a & b$", ExpectedResult = 1)]
    [TestCase(@"$\left( x$", ExpectedResult = 1)]
    [TestCase(@"$\begin{pmatrix}1&2\\3&4\end{pmatrix}$", ExpectedResult = 0)]
    [TestCase(@"outside \alpha", ExpectedResult = 1)]
    public int TheSubsetIsChecked(string text) => MathText.Faults(text).Count();
}
