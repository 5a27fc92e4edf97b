using NCVerify.Numerics;

namespace NCVerify.Metrics;

/// <summary>
/// Second pass: what each sample's deviation from its class mean adds to the metrics, and which class mean and which
/// classifier row it is nearest to. Every addend is a square. Samples are independent; sums run over them in order.
/// </summary>
internal sealed class ResidualPass
{
    private static readonly BetweenClassScatter[] Scatters = Enum.GetValues<BetweenClassScatter>();
    private readonly ClassMeans _means;
    private readonly Whitening _whitening;
    private readonly int[] _factorOf;
    private readonly DecisionTables _tables;

    public ResidualPass(ClassMeans means, Matrix centred, BetweenClassFrame frame, LinearClassifier? classifier, bool margins)
    {
        _means = means;
        double[][] factors = frame.Factors is null ? [] : [.. frame.Factors.Values.Distinct()];
        _factorOf = frame.Factors is null ? [] : Array.ConvertAll(Scatters, s => Array.IndexOf(factors, frame.Factors[s]));
        _whitening = new Whitening(frame, factors);
        _tables = new DecisionTables(means.High, frame.Axes > 0 ? centred : null, classifier, margins);
    }

    public ResidualSums Collect(FeatureSet set, ClassIndex index, int[] rowOfClass, Action<long>? progress, CancellationToken cancellation)
    {
        var within = new CompensatedSum[index.Labels.Length];
        var whitened = new CompensatedSum[_whitening.Factors];
        var misplaced = new long[index.Labels.Length];
        long disagreements = 0, correct = 0;
        OrderedPass<ResidualBlock>.Run(
            set,
            index,
            rows => new ResidualBlock(rows, _means, _whitening, _tables, rowOfClass),
            block =>
            {
                for (int i = 0; i < block.Count; i++)
                {
                    int k = block.Classes[i], nearest = block.Decisions.Nearest[i], chosen = block.Decisions.Chosen[i];
                    within[k].Add(block.Within[i]);
                    for (int f = 0; f < whitened.Length; f++)
                    {
                        whitened[f].Add(block.Squares[f][i]);
                    }

                    misplaced[k] += nearest == k ? 0 : 1;
                    _tables.Margins?.Add(block.Decisions.Margin[i]);
                    disagreements += chosen == rowOfClass[nearest] ? 0 : 1;
                    correct += chosen == rowOfClass[k] ? 1 : 0;
                }
            },
            progress,
            cancellation);
        double[] perClass = Array.ConvertAll(within, s => s.Value);
        var traces = _factorOf.Select((f, s) => (Scatters[s], whitened[f].Value / set.Samples)).ToDictionary(x => x.Item1, x => x.Item2);
        return perClass.Concat(traces.Values).All(double.IsFinite)
            ? new(perClass, traces) { Misplaced = misplaced, Disagreements = disagreements, Correct = correct, Margins = _tables.Margins?.Over(set.Samples) }
            : throw ClassMeans.Overflow(set.Features.Name);
    }
}
