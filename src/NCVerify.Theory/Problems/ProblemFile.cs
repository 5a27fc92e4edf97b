using System.Text;
using System.Text.Json;

namespace NCVerify.Theory;

/// <summary>Problem files: JSON, read strictly (schema: docs/schemas/problem.schema.json), written round-trip exact.</summary>
public static class ProblemFile
{
    /// <summary>Largest problem file that is read, in bytes.</summary>
    public const long MaximalBytes = 8 << 20;

    private static readonly (string, ProblemModel)[] Models =
    [
        ("unconstrained-features", ProblemModel.UnconstrainedFeatures),
        ("layer-peeled", ProblemModel.LayerPeeled),
        ("minimum-norm-separation", ProblemModel.MinimumNormSeparation),
    ];

    private static readonly (string, Loss)[] Losses = [("cross-entropy", Loss.CrossEntropy), ("mse", Loss.Mse)];
    private static readonly (string, Reduction)[] Reductions = [("mean", Reduction.Mean), ("sum", Reduction.Sum)];
    private static readonly (string, FeatureDomain)[] FeatureDomains = [("free", FeatureDomain.Free), ("nonnegative", FeatureDomain.Nonnegative)];
    private static readonly (string, BiasKind)[] Biases =
        [("none", BiasKind.None), ("regularized", BiasKind.Regularized), ("free", BiasKind.Free)];

    /// <summary>
    /// Reads and validates a problem. Required: model, samples, dimension (or widths), and for unconstrained features loss,
    /// reduction, lambdaW, lambdaH; for layer-peeled loss, reduction, energyW, energyH. A field that is null counts as absent.
    /// </summary>
    /// <exception cref="ProblemException">Not JSON, a field is unknown, missing, doubled or of the wrong type, or the values make no sense.</exception>
    public static Problem Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            return ProblemRules.Validate(Read(new StrictJsonObject(document.RootElement)));
        }
        catch (JsonException e)
        {
            throw new ProblemException("problem", $"problem: not valid JSON ({e.Message}); expected a problem object.");
        }
    }

    /// <summary>Reads and validates the problem in a file (UTF-8).</summary>
    /// <exception cref="ProblemException">The file cannot be read, is larger than <see cref="MaximalBytes"/>, or as for <see cref="Parse"/>.</exception>
    public static Problem Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            long length = new FileInfo(path).Length;
            return length <= MaximalBytes
                ? Parse(File.ReadAllText(path))
                : throw new ProblemException("problem", $"problem: {path} has {length} bytes; expected at most {MaximalBytes}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException("problem", $"problem: {path} cannot be read ({e.Message}); expected a problem file.");
        }
    }

    /// <summary>The problem as JSON text that <see cref="Parse"/> reads back to an equal problem.</summary>
    /// <exception cref="ProblemException">The problem makes no sense.</exception>
    public static string Write(Problem problem)
    {
        ProblemRules.Validate(problem);
        return JsonText.Write(writer => WriteTo(writer, problem));
    }

    /// <summary>Writes the problem to a file; a crash leaves either the old file or the new one.</summary>
    /// <exception cref="ProblemException">The problem makes no sense.</exception>
    public static void Save(Problem problem, string path) => JsonText.Save(Write(problem), path);

    internal static void WriteTo(Utf8JsonWriter writer, Problem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("model", Name(Models, problem.Model));
        writer.WriteString("loss", Name(Losses, problem.Loss));
        writer.WriteString("reduction", Name(Reductions, problem.Reduction));
        writer.WriteString("features", Name(FeatureDomains, problem.Features));
        writer.WriteString("bias", Name(Biases, problem.Bias));
        JsonText.List(writer, "samples", problem.Samples);
        writer.WriteNumber("dimension", problem.Dimension);
        writer.WriteNumber("layers", problem.Layers);
        if (problem.Model == ProblemModel.UnconstrainedFeatures)
        {
            JsonText.List(writer, "lambdaW", problem.LambdaW);
            writer.WriteNumber("lambdaH", problem.LambdaH);
            JsonText.Number(writer, "lambdaB", problem.LambdaB ?? double.NaN);
        }
        else if (problem.Model == ProblemModel.LayerPeeled)
        {
            writer.WriteNumber("energyW", problem.EnergyW!.Value);
            writer.WriteNumber("energyH", problem.EnergyH!.Value);
        }

        JsonText.OptionalList(writer, "widths", problem.Widths);
        JsonText.OptionalList(writer, "weights", problem.Weights);
        JsonText.OptionalList(writer, "temperature", problem.Temperature);
        JsonText.OptionalList(writer, "offset", problem.Offset);
        JsonText.OptionalList(writer, "margins", problem.Margins);
        writer.WriteEndObject();
    }

    private static Problem Read(StrictJsonObject file)
    {
        ProblemModel model = file.Enumerated("model", Models);
        bool separation = model == ProblemModel.MinimumNormSeparation, penalised = model == ProblemModel.UnconstrainedFeatures;
        Loss loss = file.Enumerated("loss", Losses, separation ? Loss.CrossEntropy : null);
        Reduction reduction = file.Enumerated("reduction", Reductions, separation ? Reduction.Mean : null);
        FeatureDomain features = file.Enumerated("features", FeatureDomains, FeatureDomain.Free);
        BiasKind bias = file.Enumerated("bias", Biases, BiasKind.None);
        int[] samples = file.WholeList("samples");
        int[]? widths = file.Has("widths") ? file.WholeList("widths") : null;
        var problem = new Problem
        {
            Model = model,
            Loss = loss,
            Reduction = reduction,
            Features = features,
            Bias = bias,
            Samples = samples,
            Widths = widths,
            Dimension = file.Whole("dimension", widths is [int first, ..] ? first : null),
            Layers = file.Whole("layers", 1),
            LambdaW = penalised || file.Has("lambdaW") ? file.NumberOrList("lambdaW") : [],
            LambdaH = file.Number("lambdaH", penalised ? null : 0),
            LambdaB = Optional(file, "lambdaB"),
            EnergyW = Optional(file, "energyW"),
            EnergyH = Optional(file, "energyH"),
            Weights = OptionalList(file, "weights"),
            Temperature = OptionalList(file, "temperature"),
            Offset = OptionalList(file, "offset"),
            Margins = OptionalList(file, "margins"),
        };
        file.RefuseUnknown();
        return problem;
    }

    private static double? Optional(StrictJsonObject file, string field) => file.Has(field) ? file.Number(field) : null;

    private static double[]? OptionalList(StrictJsonObject file, string field) => file.Has(field) ? file.NumberList(field) : null;

    private static string Name<T>((string Name, T Value)[] names, T value) =>
        Array.Find(names, n => EqualityComparer<T>.Default.Equals(n.Value, value)).Name;
}
