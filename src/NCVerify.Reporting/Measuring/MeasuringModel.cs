using NCVerify.Conformance;

namespace NCVerify.Reporting;

/// <summary>What the report of `ncverify measure` shows: one model, several side by side, or one over epochs.</summary>
/// <param name="Models">The models, in the order of the columns; with <paramref name="OverEpochs"/>, in the order of training.</param>
/// <param name="OverEpochs">Whether they are one model at several times.</param>
/// <param name="Command">The command that makes the report again.</param>
/// <param name="Version">Version of the program.</param>
/// <param name="Comparison">Figures over all models or epochs.</param>
public sealed record MeasuringReport(IReadOnlyList<MeasuredModel> Models, bool OverEpochs, string Command, string Version, IReadOnlyList<Figure> Comparison);

/// <summary>One measured model.</summary>
public sealed record MeasuredModel
{
    /// <summary>Name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Folder of its downloads: lower case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Number of samples.</summary>
    public required long Samples { get; init; }

    /// <summary>Feature dimension.</summary>
    public required int Dimension { get; init; }

    /// <summary>Collapsed or not; null when the data cannot tell.</summary>
    public required bool? Collapsed { get; init; }

    /// <summary>Which geometry, in words.</summary>
    public required string Answer { get; init; }

    /// <summary>Why the verdict is what it is.</summary>
    public required string Because { get; init; }

    /// <summary>Nearest geometry; empty when there is none.</summary>
    public required string Nearest { get; init; }

    /// <summary>What to bear in mind.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Metrics by id.</summary>
    public required IReadOnlyList<MeasuredNumber> Metrics { get; init; }

    /// <summary>Geometries, nearest first.</summary>
    public required IReadOnlyList<MeasuredDistance> Geometries { get; init; }

    /// <summary>Classes, the ones that vary most first.</summary>
    public required IReadOnlyList<MeasuredClass> Classes { get; init; }

    /// <summary>Figures.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>The whole measurement as JSON, for download.</summary>
    public required string Json { get; init; }

    /// <summary>A metric's value; null when it is undefined.</summary>
    public double? this[string id] => Metrics.FirstOrDefault(m => string.Equals(m.Id, id, StringComparison.Ordinal))?.Value;
}

/// <summary>One metric.</summary>
/// <param name="Id">Id that names quantity and convention.</param>
/// <param name="Value">Value.</param>
/// <param name="Low">Lower end of its 95 % interval, if any.</param>
/// <param name="High">Upper end.</param>
/// <param name="Convention">Formula, in words.</param>
public sealed record MeasuredNumber(string Id, double Value, double? Low, double? High, string Convention);

/// <summary>Distance from a geometry.</summary>
/// <param name="Name">The geometry.</param>
/// <param name="Means">Distance of the class means.</param>
/// <param name="Weights">Distance of the classifier, if any.</param>
/// <param name="Logits">Distance of the class-level logits, if any.</param>
public sealed record MeasuredDistance(string Name, double Means, double? Weights, double? Logits);

/// <summary>One class.</summary>
/// <param name="Label">Label.</param>
/// <param name="Count">Samples.</param>
/// <param name="Variability">Mean squared distance of its samples from their mean, over the mean of the same of all class means: its part in nc1.quotient.</param>
/// <param name="Norm">Length of its centred mean.</param>
/// <param name="Neighbour">Label of the class whose mean is nearest.</param>
/// <param name="NeighbourCosine">Cosine between the two centred means.</param>
/// <param name="Misplaced">Share of its samples nearer to another mean; null where one pass over the samples could not know.</param>
/// <param name="Alignment">Cosine between its classifier and its centred mean, if any.</param>
public sealed record MeasuredClass(long Label, long Count, double Variability, double Norm, long Neighbour, double NeighbourCosine, double? Misplaced, double? Alignment);
