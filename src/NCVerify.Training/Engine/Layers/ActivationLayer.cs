using System.Numerics;
using NCVerify.Numerics;

namespace NCVerify.Training;

/// <summary>A function of every entry whose derivative is known from its value.</summary>
internal sealed class ActivationLayer<T>(ActivationKind kind) : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T Leak = T.CreateChecked(0.01);

    public override bool InPlace => true;

    public override void Forward(ReadOnlySpan<T> x, Span<T> y, int count, bool training)
    {
        switch (kind)
        {
            case ActivationKind.Relu:
                Relu(x, y);
                break;
            case ActivationKind.LeakyRelu:
                LeakyRelu(x, y);
                break;
            default:
                for (int i = 0; i < y.Length; i++)
                {
                    y[i] = T.CreateTruncating(Value(double.CreateTruncating(x[i])));
                }

                break;
        }
    }

    public override void Backward(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> forOutput, Span<T> forInput, int count)
    {
        if (forInput.IsEmpty)
        {
            return;
        }

        switch (kind)
        {
            case ActivationKind.Relu:
                ReluBack(y, forOutput, forInput, T.Zero);
                break;
            case ActivationKind.LeakyRelu:
                ReluBack(y, forOutput, forInput, Leak);
                break;
            default:
                for (int i = 0; i < y.Length; i++)
                {
                    forInput[i] = T.CreateTruncating(double.CreateTruncating(forOutput[i]) * Slope(double.CreateTruncating(y[i])));
                }

                break;
        }
    }

    private static void Relu(ReadOnlySpan<T> x, Span<T> y)
    {
        int i = 0, width = Vector<T>.Count;
        for (; i <= y.Length - width; i += width)
        {
            var v = new Vector<T>(x[i..]);

            // Written so that NaN stays NaN.
            Vector.ConditionalSelect(Vector.LessThanOrEqual(v, Vector<T>.Zero), Vector<T>.Zero, v).CopyTo(y[i..]);
        }

        for (; i < y.Length; i++)
        {
            y[i] = x[i] <= T.Zero ? T.Zero : x[i];
        }
    }

    private static void LeakyRelu(ReadOnlySpan<T> x, Span<T> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = x[i] > T.Zero ? x[i] : Leak * x[i];
        }
    }

    private static void ReluBack(ReadOnlySpan<T> y, ReadOnlySpan<T> forOutput, Span<T> forInput, T leak)
    {
        int i = 0, width = Vector<T>.Count;
        for (; i <= y.Length - width; i += width)
        {
            var g = new Vector<T>(forOutput[i..]);
            Vector.ConditionalSelect(Vector.GreaterThan(new Vector<T>(y[i..]), Vector<T>.Zero), g, leak * g).CopyTo(forInput[i..]);
        }

        for (; i < y.Length; i++)
        {
            forInput[i] = y[i] > T.Zero ? forOutput[i] : leak * forOutput[i];
        }
    }

    private double Value(double x) => kind switch
    {
        ActivationKind.Tanh => Scalars.Tanh(x),
        ActivationKind.Sigmoid => Scalars.Sigmoid(x),
        _ => Math.Max(x, 0) + Special.Log1p(Special.Exp(-Math.Abs(x))),
    };

    /// <summary>The derivative, from the value.</summary>
    private double Slope(double y) => kind switch
    {
        ActivationKind.Tanh => (1 - y) * (1 + y),
        ActivationKind.Sigmoid => y * (1 - y),

        // y = log(1 + e^x), so the derivative e^x/(1 + e^x) is 1 - e^-y.
        _ => -Special.Expm1(-y),
    };
}
