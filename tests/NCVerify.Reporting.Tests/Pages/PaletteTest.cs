namespace NCVerify.Reporting.Tests;

public sealed class PaletteTest
{
    private static readonly Palette[] Schemes = [Palette.Light, Palette.Dark];

    [Test]
    public void ContrastIsThatOfTheGuidelines()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Colour.Contrast(Colour.Parse("#000000"), Colour.Parse("#ffffff")), Is.EqualTo(21).Within(1e-12));
            Assert.That(Colour.Contrast(Colour.Parse("#777777"), Colour.Parse("#ffffff")), Is.EqualTo(4.478).Within(5e-4), "the guidelines' best-known near miss");
            Assert.That(Colour.Parse("#1f4e8c").ToString(), Is.EqualTo("#1f4e8c"));
        }
    }

    [Test]
    public void TextReachesFourAndAHalfOnEveryBackgroundItStandsOn()
    {
        (string Text, string Ground)[] pairs =
        [
            .. from text in (string[])["ink", "muted", "link"] from ground in (string[])["paper", "surface"] select (text, ground),
            .. from text in (string[])["verified", "refuted", "refuted-expected", "inconclusive", "not-run"] from ground in (string[])["paper", text + "-soft"] select (text, ground),
            .. from text in (string[])["ink", "muted", "link"] from ground in (string[])["refuted-soft", "refuted-expected-soft", "inconclusive-soft"] select (text, ground),
        ];
        foreach (Palette scheme in Schemes)
        {
            foreach ((string text, string ground) in pairs)
            {
                Assert.That(Colour.Contrast(scheme[text], scheme[ground]), Is.GreaterThanOrEqualTo(4.5), $"{scheme.Name}: {text} on {ground}");
            }
        }
    }

    [Test]
    public void CurvesAndBarsReachThreeOnThePage()
    {
        foreach (Palette scheme in Schemes)
        {
            foreach (string token in (string[])["s0", "s1", "s2", "s3", "s4", "s5", "verified", "refuted", "refuted-expected", "muted"])
            {
                Assert.That(Colour.Contrast(scheme[token], scheme["paper"]), Is.GreaterThanOrEqualTo(3), $"{scheme.Name}: {token}");
            }
        }
    }

    [Test]
    public void ValuesInHeatMapCellsReachFourAndAHalf()
    {
        foreach (Palette scheme in Schemes)
        {
            for (int step = -Palette.Steps; step <= Palette.Steps; step++)
            {
                Assert.That(Colour.Contrast(scheme.TextOn(step), scheme.Diverging(step)), Is.GreaterThanOrEqualTo(4.5), $"{scheme.Name}: step {step}");
            }
        }
    }

    [Test]
    public void SignsAndCurvesReachThreeOnEveryPhaseAndLettersFourAndAHalf()
    {
        foreach (Palette scheme in Schemes)
        {
            for (int k = 0; k < NCVerify.Conformance.PhaseMap.MostCategories; k++)
            {
                Assert.That(Colour.Contrast(scheme["muted"], scheme.Phase(k)), Is.GreaterThanOrEqualTo(3), $"{scheme.Name}: sign of {k}");
                Assert.That(Colour.Contrast(scheme["ink"], scheme.Phase(k)), Is.GreaterThanOrEqualTo(4.5), $"{scheme.Name}: letter of {k}");
            }
        }
    }

    [Test]
    public void TheDivergingScaleIsMonotoneInLightnessOnEachSide()
    {
        foreach (Palette scheme in Schemes)
        {
            double direction = scheme == Palette.Light ? -1 : 1;
            for (int step = 1; step <= Palette.Steps; step++)
            {
                Assert.That(direction * scheme.Diverging(step).Luminance, Is.GreaterThan(direction * scheme.Diverging(step - 1).Luminance), $"{scheme.Name}: {step}");
                Assert.That(direction * scheme.Diverging(-step).Luminance, Is.GreaterThan(direction * scheme.Diverging(1 - step).Luminance), $"{scheme.Name}: {-step}");
            }
        }
    }

    [Test]
    public void TheStyleSheetUsesNoColourOutsideThePalette()
    {
        string rest = PageAssets.Style[Palette.Css().Length..];
        Assert.That(System.Text.RegularExpressions.Regex.Matches(rest, "#[0-9a-fA-F]{3,8}\\b(?=[;, )])|rgba?\\(|hsl", default, TimeSpan.FromSeconds(1)).Select(m => m.Value), Is.Empty);
    }
}
