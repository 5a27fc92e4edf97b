using System.Numerics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>The penalty lambda of each array, from an experiment's penalties.</summary>
internal sealed class Penalties(PenaltySpec spec, NetworkPlan plan)
{
    /// <summary>lambda of the features: lambda/2 times the sum of |h_i|^2 over all training samples.</summary>
    public double Features => spec.Features;

    /// <summary>lambda of an array; 0 for what is not trained.</summary>
    public double Lambda(ParameterPlan array) => array.Role switch
    {
        ParameterRole.Weight or ParameterRole.Bias or ParameterRole.Scale or ParameterRole.Shift => spec.All + spec.Body,
        ParameterRole.HeadBias => spec.All + spec.Bias,
        ParameterRole.Classifier => spec.All + OfLayer(array),
        _ => 0,
    };

    /// <summary>Sum of lambda/2 |x|^2 over the parameters.</summary>
    public double Value<T>(IReadOnlyList<Parameter<T>> trained)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double total = 0;
        foreach (Parameter<T> parameter in trained)
        {
            double lambda = Lambda(parameter.Plan);
            total += lambda > 0 ? lambda / 2 * Reductions.SumOfSquares<T>(parameter.Values) : 0;
        }

        return total;
    }

    private double OfLayer(ParameterPlan array)
    {
        for (int m = 0; m < plan.HeadLayers.Count && spec.Classifier.Count > 0; m++)
        {
            if (plan.HeadLayers[m].Index == array.Index)
            {
                return spec.Classifier.Count == 1 ? spec.Classifier[0] : spec.Classifier[m];
            }
        }

        return 0;
    }
}
