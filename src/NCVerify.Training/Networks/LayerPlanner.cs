namespace NCVerify.Training;

/// <summary>Goes through the layers of a body and works out shapes; refuses what does not fit, naming the layer.</summary>
internal sealed class LayerPlanner
{
    /// <summary>Most entries of one array: its bytes in double stay below 2^31.</summary>
    private const long MostEntries = 1L << 27;

    private int _arrays;

    /// <summary>Plans layers one after the other.</summary>
    public IReadOnlyList<LayerPlan> Chain(string name, IReadOnlyList<LayerSpec> specs, TensorShape input)
    {
        var layers = new List<LayerPlan>();
        foreach (LayerSpec spec in specs)
        {
            LayerPlan layer = Layer($"{name}.{layers.Count}", spec, input);
            layers.Add(layer);
            input = layer.Output;
        }

        return layers;
    }

    /// <summary>The next array of the network.</summary>
    public ParameterPlan Array(string name, ParameterRole role, int fanIn, params int[] shape)
    {
        Require(shape.Aggregate(1.0, (product, length) => product * length) <= MostEntries, name, $"{string.Join(" x ", shape)} entries", $"at most {MostEntries} entries");
        return new(name, shape, role, fanIn, _arrays++);
    }

    private LayerPlan Layer(string name, LayerSpec spec, TensorShape input)
    {
        LayerPlan plan = spec switch
        {
            DenseSpec dense => Dense(name, dense, input),
            ConvolutionSpec convolution => Convolution(name, convolution, input),
            BatchNormSpec norm => BatchNorm(name, norm, input),
            ActivationSpec => new(name, spec, input, input, []),
            PoolSpec pool => Pool(name, pool, input),
            GlobalAveragePoolSpec => new(name, spec, input, TensorShape.Vector(input.Channels), []),
            FlattenSpec => new(name, spec, input, TensorShape.Vector(input.Size), []),
            ResidualSpec residual => Residual(name, residual, input),
            NormaliseSpec normalise => Normalise(name, normalise, input),
            _ => throw new ExperimentException($"experiment: network.{name}: layers of type {spec.GetType().Name} are unknown."),
        };
        double entries = (double)plan.Output.Channels * plan.Output.Height * plan.Output.Width;
        Require(entries <= MostEntries, name, $"an output of {plan.Output}", $"at most {MostEntries} entries");
        return plan;
    }

    private LayerPlan Dense(string name, DenseSpec spec, TensorShape input)
    {
        Require(spec.Units > 0, name, $"{spec.Units} units", "at least 1");
        var arrays = new List<ParameterPlan> { Array(name + ".weight", ParameterRole.Weight, input.Size, spec.Units, input.Size) };
        if (spec.Bias)
        {
            arrays.Add(Array(name + ".bias", ParameterRole.Bias, 0, spec.Units));
        }

        return new(name, spec, input, TensorShape.Vector(spec.Units), arrays);
    }

    private LayerPlan Convolution(string name, ConvolutionSpec spec, TensorShape input)
    {
        Require(spec.Channels > 0 && spec.Kernel > 0 && spec.Stride > 0 && spec.Padding is null or >= 0, name, spec.ToString(), "positive channels, kernel and stride, and padding of at least 0");
        Require(spec.Padding is null || spec.Padding < spec.Kernel, name, $"padding {spec.Padding}", $"less than the kernel, {spec.Kernel}");
        int padding = PaddingOf(spec);
        int height = Windows(input.Height + (2L * padding), spec.Kernel, spec.Stride), width = Windows(input.Width + (2L * padding), spec.Kernel, spec.Stride);
        Require(height > 0 && width > 0, name, $"an input of {input} for a kernel of {spec.Kernel} with padding {padding}", "an input at least as large as the kernel");
        int fanIn = checked(input.Channels * spec.Kernel * spec.Kernel);
        var arrays = new List<ParameterPlan> { Array(name + ".weight", ParameterRole.Weight, fanIn, spec.Channels, input.Channels, spec.Kernel, spec.Kernel) };
        if (spec.Bias)
        {
            arrays.Add(Array(name + ".bias", ParameterRole.Bias, 0, spec.Channels));
        }

        return new(name, spec, input, new(spec.Channels, height, width), arrays);
    }

    /// <summary>Zeros on each side of the input of a convolution.</summary>
    public static int PaddingOf(ConvolutionSpec spec) => spec.Padding ?? ((spec.Kernel - 1) / 2);

    private LayerPlan BatchNorm(string name, BatchNormSpec spec, TensorShape input)
    {
        Require(spec.Epsilon > 0 && double.IsFinite(spec.Epsilon), name, $"epsilon {spec.Epsilon}", "a positive number");
        Require(spec.Momentum is > 0 and <= 1, name, $"momentum {spec.Momentum}", "above 0, at most 1");
        int channels = input.Channels;
        return new(name, spec, input, input,
        [
            Array(name + ".scale", ParameterRole.Scale, 0, channels),
            Array(name + ".shift", ParameterRole.Shift, 0, channels),
            Array(name + ".mean", ParameterRole.RunningMean, 0, channels),
            Array(name + ".variance", ParameterRole.RunningVariance, 0, channels),
        ]);
    }

    private static LayerPlan Pool(string name, PoolSpec spec, TensorShape input)
    {
        int stride = spec.Stride ?? spec.Size;
        Require(spec.Size > 0 && stride > 0, name, spec.ToString(), "positive size and stride");
        int height = Windows(input.Height, spec.Size, stride), width = Windows(input.Width, spec.Size, stride);
        Require(height > 0 && width > 0, name, $"an input of {input} for windows of {spec.Size}", "an input at least as large as the window");
        return new(name, spec, input, new(input.Channels, height, width), []);
    }

    private LayerPlan Residual(string name, ResidualSpec spec, TensorShape input)
    {
        Require(spec.Body.Count > 0, name, "an empty body", "at least one layer");
        IReadOnlyList<LayerPlan> body = Chain(name + ".body", spec.Body, input), shortcut = Chain(name + ".shortcut", spec.Shortcut, input);
        TensorShape output = body[^1].Output, other = shortcut.Count > 0 ? shortcut[^1].Output : input;
        Require(output == other, name, $"a body that gives {output} and a shortcut that gives {other}", "the same shape from both");
        return new(name, spec, input, output, []) { Body = body, Shortcut = shortcut };
    }

    private static LayerPlan Normalise(string name, NormaliseSpec spec, TensorShape input)
    {
        Require(input.IsVector, name, $"an input of {input}", "a vector; flatten or pool first");
        Require(spec.Length > 0 && double.IsFinite(spec.Length), name, $"length {spec.Length}", "a positive number");
        return new(name, spec, input, input, []);
    }

    private static int Windows(long length, int size, int stride) => length < size ? 0 : (int)(((length - size) / stride) + 1);

    private static void Require(bool holds, string name, string given, string expected)
    {
        if (!holds)
        {
            throw new ExperimentException($"experiment: network.{name}: {given}; expected {expected}.");
        }
    }
}
