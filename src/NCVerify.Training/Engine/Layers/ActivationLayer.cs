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
                Entrywise.Relu(x, y);
                break;
            case ActivationKind.LeakyRelu:
                Entrywise.LeakyRelu(Leak, x, y);
                break;
            case ActivationKind.Tanh:
                Elementary.Tanh(x, y);
                break;
            case ActivationKind.Sigmoid:
                Elementary.Sigmoid(x, y);
                break;
            default:
                Elementary.Softplus(x, y);
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
                Entrywise.ReluBackward(y, forOutput, forInput);
                break;
            case ActivationKind.LeakyRelu:
                Entrywise.LeakyReluBackward(Leak, y, forOutput, forInput);
                break;
            case ActivationKind.Tanh:
                Entrywise.TanhBackward(y, forOutput, forInput);
                break;
            case ActivationKind.Sigmoid:
                Entrywise.SigmoidBackward(y, forOutput, forInput);
                break;
            default:
                // y = log(1 + e^x), so the derivative e^x/(1 + e^x) is 1 - e^-y.
                for (int i = 0; i < y.Length; i++)
                {
                    forInput[i] = T.CreateTruncating(double.CreateTruncating(forOutput[i]) * -Special.Expm1(-double.CreateTruncating(y[i])));
                }

                break;
        }
    }
}
