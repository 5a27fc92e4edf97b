namespace NCVerify.Training;

/// <summary>Bodies of known networks for small images, in the words of the experiment format.</summary>
public static class NetworkPresets
{
    private static readonly ActivationSpec Relu = new() { Kind = ActivationKind.Relu };

    /// <summary>
    /// ResNet-18 (He et al. 2016) as it is used on images of 28 to 32 pixels: a first convolution of 3 x 3 with stride 1 and no
    /// pooling after it, then four stages of two blocks, the mean over positions last: 8 * width features.
    /// </summary>
    /// <param name="width">Channels of the first stage; 64 in the paper.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is not positive.</exception>
    public static IReadOnlyList<LayerSpec> ResNet18(int width = 64)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        return
        [
            .. ConvolutionAndNorm(width, 3, 1), Relu,
            .. Stage(width, 1, isFirst: true),
            .. Stage(2 * width, 2),
            .. Stage(4 * width, 2),
            .. Stage(8 * width, 2),
            new GlobalAveragePoolSpec(),
        ];
    }

    /// <summary>
    /// VGG-11 (Simonyan and Zisserman 2015) for images of 32 pixels, with batch normalisation after every convolution and
    /// hidden dense layer, as Fang et al. (2021) use it.
    /// </summary>
    /// <param name="width">Channels of the first convolution; 64 in the paper.</param>
    /// <param name="units">Units of each of the two hidden dense layers, and the number of features; 4096 in the paper.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static IReadOnlyList<LayerSpec> Vgg11(int width = 64, int units = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        int[][] groups = [[width], [2 * width], [4 * width, 4 * width], [8 * width, 8 * width], [8 * width, 8 * width]];
        IEnumerable<LayerSpec> convolutions = groups.SelectMany(group => group
            .SelectMany(channels => (LayerSpec[])[new ConvolutionSpec { Channels = channels }, new BatchNormSpec(), Relu])
            .Append(new PoolSpec()));
        LayerSpec[] dense = [new DenseSpec { Units = units }, new BatchNormSpec(), Relu];
        return [.. convolutions, new FlattenSpec(), .. dense, .. dense];
    }

    private static IEnumerable<LayerSpec> Stage(int channels, int stride, bool isFirst = false) =>
        [Block(channels, stride, hasShortcut: !isFirst), Relu, Block(channels, 1, hasShortcut: false), Relu];

    private static ResidualSpec Block(int channels, int stride, bool hasShortcut) => new()
    {
        Body = [.. ConvolutionAndNorm(channels, 3, stride), Relu, .. ConvolutionAndNorm(channels, 3, 1)],
        Shortcut = hasShortcut ? ConvolutionAndNorm(channels, 1, stride) : [],
    };

    private static LayerSpec[] ConvolutionAndNorm(int channels, int kernel, int stride) =>
        [new ConvolutionSpec { Channels = channels, Kernel = kernel, Stride = stride, Bias = false }, new BatchNormSpec()];
}
