namespace NCVerify.Training;

/// <summary>What makes an experiment sensible, apart from the shapes of its layers, which the network's plan checks.</summary>
internal static class ExperimentRules
{
    private static readonly string[] Sets = ["mnist", "cifar10", "glyphs", "clusters"];

    public static Experiment Validate(Experiment e)
    {
        Require(e.Id.Length is > 0 and <= 80 && e.Id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), "id", e.Id, "letters, digits and '-'");
        Require(Sets.Contains(e.Data.Set, StringComparer.Ordinal), "data.set", e.Data.Set, "one of " + string.Join(", ", Sets));
        Require(e.Data.PerClass > 0, "data.perClass", e.Data.PerClass, "a positive number of samples");
        Require(e.Data.Counts is null or { Count: >= 2 } && (e.Data.Counts ?? []).All(n => n > 0), "data.counts", string.Join(",", e.Data.Counts ?? []), "a positive number per class, for at least two classes");
        Require(e.Data.Classes is 0 or >= 2, "data.classes", e.Data.Classes, "0 (all) or at least 2");
        Require(e.Data.Join is null || (e.Data.Join.Count >= 2 && e.Data.Join.All(g => g.Count > 0)), "data.join", $"{e.Data.Join?.Count} groups", "at least two, none of them empty");
        Require(e.Data.TestPerClass >= 0, "data.testPerClass", e.Data.TestPerClass, "0 or more");
        Require(e.Data.Noise >= 0 && double.IsFinite(e.Data.Noise), "data.noise", e.Data.Noise, "0 or more");
        Require(e.Data.Factor > 0 && double.IsFinite(e.Data.Factor), "data.factor", e.Data.Factor, "a positive number");
        Require(e.Data.Imbalance is null or { Ratio: >= 1 and <= 1e6 }, "data.imbalance.ratio", e.Data.Imbalance?.Ratio, "largest over smallest class size, from 1 to 1e6");
        Require(e.Network.Body.Count > 0, "network.body", "[]", "at least one layer");
        Require(e.Epochs is > 0 and <= 1_000_000, "epochs", e.Epochs, "1 to 1000000");
        Require(e.Seeds.Count > 0 && e.Seeds.Distinct().Count() == e.Seeds.Count, "seeds", string.Join(",", e.Seeds), "at least one seed, all distinct");
        Require(e.Optimiser.LearningRate > 0 && double.IsFinite(e.Optimiser.LearningRate), "optimiser.learningRate", e.Optimiser.LearningRate, "a positive number");
        Require(e.Optimiser is not SgdSpec { Momentum: < 0 or >= 1 or double.NaN }, "optimiser.momentum", (e.Optimiser as SgdSpec)?.Momentum, "0 up to, not including, 1");
        Require(e.Batches.Size >= 0, "batches.size", e.Batches.Size, "0 (the whole training set) or a number of samples");
        Require(e.Record.Every >= 0 && e.Record.Points >= 2, "record", e.Record, "every >= 0 and points >= 2");
        Penalties(e.Penalty, e.Network.Head);
        Head(e);
        Values(e.Loss);
        Require((e.Loss as CrossEntropySpec)?.CentreCollapse is null or { Weight: >= 0 and < double.PositiveInfinity, Length: > 0 and < double.PositiveInfinity }, "loss.centreCollapse", (e.Loss as CrossEntropySpec)?.CentreCollapse, "a weight of at least 0 and a positive length");
        foreach ((string name, Limit limit) in e.Limits)
        {
            Require(double.IsFinite(limit.Value) && !string.IsNullOrWhiteSpace(limit.Reason), "limits." + name, limit, "a finite value and its reason");
        }

        return e;
    }

    private static void Penalties(PenaltySpec p, HeadSpec head)
    {
        Require(p.Classifier.Count <= 1 || p.Classifier.Count == head.Widths.Count + 1, "penalty.classifier", string.Join(",", p.Classifier), $"one number, or one for each of the {head.Widths.Count + 1} linear layers");
        Require(p.Classifier.Append(p.All).Append(p.Features).Append(p.Bias).Append(p.Body).All(x => x >= 0 && double.IsFinite(x)), "penalty", p, "finite numbers of at least 0");
        Require(p.All == 0 || (p.Classifier.Count == 0 && p.Body == 0 && p.Bias == 0), "penalty.all", p.All, "0 when classifier, bias or body are penalised apart");
    }

    private static void Head(Experiment e)
    {
        HeadSpec head = e.Network.Head;
        Require(head.Widths.All(w => w > 0), "network.head.widths", string.Join(",", head.Widths), "positive widths");
        Require(head.Fixed == FixedClassifier.None || (head.Widths.Count == 0 && !head.Bias), "network.head.fixed", head.Fixed, "none where the head has several layers or a bias");
        Require(head.CosineScale is null || (head.CosineScale > 0 && head.Widths.Count == 0 && !head.Bias), "network.head.cosineScale", head.CosineScale, "a positive scale, with one layer and no bias");
        Require(e.Loss is not DotRegressionSpec || head.Fixed != FixedClassifier.None, "loss", "dotRegression", "another loss, or a fixed classifier: dot-regression with a trained classifier is minimised by shrinking nothing");
        Require(e.Loss is not AllNcSpec || (head.Widths.Count == 0 && !head.Bias), "loss", "allNc", "a head of one layer without bias");
    }

    private static void Values(LossSpec loss)
    {
        (string, ClassValues?)[] all = loss switch
        {
            CrossEntropySpec ce => [("weights", ce.Weights), ("temperature", ce.Temperature), ("offset", ce.Offset)],
            SquaredErrorSpec se => [("weights", se.Weights)],
            _ => [],
        };
        foreach ((string name, ClassValues? values) in all)
        {
            Require(values is null || new object?[] { values.Values, values.Power, values.LogPrior }.Count(x => x is not null) == 1, "loss." + name, values, "exactly one of values, power and logPrior");
        }
    }

    private static void Require(bool holds, string field, object? given, string expected)
    {
        if (!holds)
        {
            throw new ExperimentException(FormattableString.Invariant($"experiment: {field}: {given} was given; expected {expected}."));
        }
    }
}
