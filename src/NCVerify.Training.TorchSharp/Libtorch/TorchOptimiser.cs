using TorchSharp;
using static TorchSharp.torch;

namespace NCVerify.Training.Libtorch;

/// <summary>Changes the vector of all trained numbers by its gradient, with the formulas of the deterministic engine.</summary>
internal abstract class TorchOptimiser(ArrayBlock block, Tensor like, IReadOnlyList<string> names) : IDisposable
{
    private readonly Tensor[] _memory = [.. names.Select(_ => zeros_like(like).DetachFromDisposeScope())];

    /// <summary>Steps taken.</summary>
    public long Steps { get; set; }

    /// <summary>Arrays that the next step depends on, with the names of the deterministic engine's states.</summary>
    public IEnumerable<NamedArray> State => _memory.Zip(names).SelectMany(m => block.Read(m.First, m.Second));

    /// <summary>What is remembered from step to step.</summary>
    public IEnumerable<(string Prefix, Tensor Values)> Memory => names.Zip(_memory);

    /// <summary>One step.</summary>
    /// <param name="rate">Step size, schedule included.</param>
    /// <param name="values">Changed.</param>
    /// <param name="gradient">Of loss and penalties; overwritten.</param>
    public void Step(double rate, Tensor values, Tensor gradient)
    {
        Steps++;
        Update(rate, values, gradient, _memory);
    }

    public void Dispose()
    {
        foreach (Tensor memory in _memory)
        {
            memory.Dispose();
        }
    }

    public static TorchOptimiser Of(OptimiserSpec spec, ArrayBlock block, Tensor like) => spec switch
    {
        SgdSpec sgd => new Sgd(sgd, block, like),
        AdamSpec adam => new Adam(adam, block, like),
        _ => throw new ExperimentException($"experiment: optimiser: the TorchSharp engine has no {spec.GetType().Name}."),
    };

    private protected abstract void Update(double rate, Tensor values, Tensor gradient, Tensor[] memory);

    /// <summary>v = m v + g; x = x - eta v, or x - eta (g + m v) in Nesterov's form.</summary>
    private sealed class Sgd(SgdSpec spec, ArrayBlock block, Tensor like) : TorchOptimiser(block, like, ["optimiser.velocity."])
    {
        private protected override void Update(double rate, Tensor values, Tensor gradient, Tensor[] memory)
        {
            Tensor velocity = memory[0].MultiplyInPlace(spec.Momentum).AddInPlace(gradient);
            values.AddInPlace(spec.Nesterov ? gradient.AddInPlace(velocity, spec.Momentum) : velocity, -rate);
        }
    }

    /// <summary>m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; x = x - eta/(1 - b1^t) m/(sqrt(v/(1 - b2^t)) + epsilon).</summary>
    private sealed class Adam(AdamSpec spec, ArrayBlock block, Tensor like) : TorchOptimiser(block, like, ["optimiser.first.", "optimiser.second."])
    {
        private protected override void Update(double rate, Tensor values, Tensor gradient, Tensor[] memory)
        {
            Tensor first = memory[0].MultiplyInPlace(spec.Beta1).AddInPlace(gradient, 1 - spec.Beta1);
            Tensor second = memory[1].MultiplyInPlace(spec.Beta2).AddProductInPlace(gradient, gradient, 1 - spec.Beta2);
            Tensor scale = second.Over(1 - Math.Pow(spec.Beta2, Steps)).sqrt_().AddInPlace(spec.Epsilon);
            values.AddQuotientInPlace(first, scale, -rate / (1 - Math.Pow(spec.Beta1, Steps)));
        }
    }
}
