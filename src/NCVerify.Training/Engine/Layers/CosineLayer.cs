using System.Numerics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>Logits s w.h/(|w||h|).</summary>
internal sealed class CosineLayer<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Parameter<T> _weight;
    private readonly double _scale;
    private readonly int _classes;
    private readonly int _features;
    private readonly T[] _rows;
    private readonly T[] _forRows;
    private readonly double[] _rowFactors;
    private T[] _units = [];
    private T[] _forUnits = [];
    private double[] _unitFactors = [];

    public CosineLayer(Parameter<T> weight, double scale)
    {
        (_weight, _scale, _classes, _features) = (weight, scale, weight.Plan.Shape[0], weight.Plan.Shape[1]);
        (_rows, _forRows, _rowFactors) = (new T[weight.Plan.Size], new T[weight.Plan.Size], new double[_classes]);
    }

    public override IEnumerable<Parameter<T>> Parameters => [_weight];

    public override void Reserve(int count)
    {
        if (_unitFactors.Length < count)
        {
            (_units, _forUnits, _unitFactors) = (new T[count * _features], new T[count * _features], new double[count]);
        }
    }

    public override void Forward(ReadOnlySpan<T> x, Span<T> y, int count, bool training)
    {
        Span<T> units = _units.AsSpan(0, x.Length);
        UnitRows<T>.Forward(x, units, _features, 1, _unitFactors);

        // The scale sits on the classifiers, of which there are few.
        UnitRows<T>.Forward(_weight.Values, _rows, _features, _scale, _rowFactors);
        DenseProduct.Multiply<T>(units, transposeA: false, _rows, transposeB: true, y, count, _classes, _features);
    }

    public override void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> forOutput, Span<T> forInput, int count)
    {
        Span<T> units = _units.AsSpan(0, x.Length), forUnits = _forUnits.AsSpan(0, x.Length);
        if (_weight.IsTrained)
        {
            DenseProduct.Multiply(forOutput, transposeA: true, units, transposeB: false, _forRows, _classes, _features, count);
            UnitRows<T>.Backward(_rows, _forRows, _weight.Gradient, _features, _scale, _rowFactors);
        }

        if (!forInput.IsEmpty)
        {
            DenseProduct.Multiply(forOutput, transposeA: false, _rows, transposeB: false, forUnits, count, _features, _classes);
            UnitRows<T>.Backward(units, forUnits, forInput, _features, 1, _unitFactors);
        }
    }
}
