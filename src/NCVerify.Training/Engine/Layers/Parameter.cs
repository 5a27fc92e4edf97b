using System.Numerics;

namespace NCVerify.Training;

/// <summary>An array of a network with its gradient.</summary>
internal sealed class Parameter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public Parameter(ParameterPlan plan, double[] initial)
    {
        Plan = plan;
        Values = [.. initial.Select(T.CreateChecked)];
        Gradient = IsTrained ? new T[plan.Size] : [];
    }

    public ParameterPlan Plan { get; }

    /// <summary>Row-major in the plan's shape.</summary>
    public T[] Values { get; }

    /// <summary>Gradient of the loss of the present batch, written (not added to) by each backward pass; empty if not trained.</summary>
    public T[] Gradient { get; }

    public bool IsTrained => Plan.Role is not (ParameterRole.RunningMean or ParameterRole.RunningVariance or ParameterRole.FixedClassifier);

    /// <summary>A copy in double.</summary>
    public NamedArray Copy() => Named(Plan.Name, Plan, Values);

    /// <summary>A copy in double under another name.</summary>
    public static NamedArray Named(string name, ParameterPlan plan, T[] values) => new(name, plan.Shape, [.. values.Select(double.CreateChecked)]);
}
