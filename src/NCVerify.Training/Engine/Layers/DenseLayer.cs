using System.Numerics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Y = X A' + 1 b' for samples in rows; A is outputs x inputs.</summary>
internal sealed class DenseLayer<T>(Parameter<T> weight, Parameter<T>? bias) : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _outputs = weight.Plan.Shape[0];
    private readonly int _inputs = weight.Plan.Shape[1];

    public override IEnumerable<Parameter<T>> Parameters => bias is null ? [weight] : [weight, bias];

    public override void Forward(ReadOnlySpan<T> x, Span<T> y, int count, bool training)
    {
        DenseProduct.Multiply(x, transposeA: false, weight.Values, transposeB: true, y, count, _outputs, _inputs);
        if (bias is not null)
        {
            RowOperations.AddToRows(y, bias.Values);
        }
    }

    public override void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> forOutput, Span<T> forInput, int count)
    {
        if (weight.IsTrained)
        {
            DenseProduct.Multiply(forOutput, transposeA: true, x, transposeB: false, weight.Gradient, _outputs, _inputs, count);
        }

        if (bias is not null)
        {
            RowOperations.ColumnSums(forOutput, bias.Gradient);
        }

        if (!forInput.IsEmpty)
        {
            DenseProduct.Multiply(forOutput, transposeA: false, weight.Values, transposeB: false, forInput, count, _inputs, _outputs);
        }
    }
}
