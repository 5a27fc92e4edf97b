namespace NCVerify.Reporting;

/// <summary>Headline and standfirst of a measurement report.</summary>
public static class MeasuringText
{
    /// <summary>The verdict of a model in a few words.</summary>
    public static string Verdict(MeasuredModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Collapsed switch
        {
            true => $"Collapsed to {Named(model.Nearest)}",
            false => "Not collapsed",
            null => "Cannot tell from these samples",
        };
    }

    /// <summary>Symbol of the verdict, so that colour is never alone.</summary>
    public static string Symbol(MeasuredModel model) => model?.Collapsed switch { true => "✓", false => "✗", _ => "?" };

    /// <summary>CSS class of the verdict.</summary>
    public static string Class(MeasuredModel model) => model?.Collapsed switch { true => "verified", false => "refuted", _ => "inconclusive" };

    /// <summary>The title of the page.</summary>
    public static string Title(MeasuringReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report switch
        {
            { Models.Count: 1 } => $"{report.Models[0].Name}: {Lower(Verdict(report.Models[0]))}",
            { OverEpochs: true } => $"{report.Models.Count} epochs, from {report.Models[0].Name} to {report.Models[^1].Name}: {Lower(Verdict(report.Models[^1]))} at the end",
            _ => $"{report.Models.Count(m => m.Collapsed == true)} of {report.Models.Count} models have collapsed",
        };
    }

    /// <summary>The name of a geometry in a sentence: SELI needs no article.</summary>
    public static string Named(string geometry) => string.Equals(geometry, "SELI", StringComparison.Ordinal) ? geometry : "the " + geometry;

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
