using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>
/// The spectral contrastive loss of a linear map f(x) = W x on data with a class feature and a subclass feature,
/// x_i = phi1 y_i v1 + phi2 s_i v2 + sigma xi_i, all of v1, v2, xi_1..xi_N orthonormal, (y, s) = (+,+), (+,-), (-,+), (-,-)
/// equally often; plus ridge/2 |W|^2. The unknowns are the columns of W in this basis: W v1, W v2, W xi_1, ..., W xi_N.
/// </summary>
public sealed class LinearSpectralContrastive : FreeModel
{
    private readonly SpectralContrastive _loss;
    private readonly double _phi1;
    private readonly double _phi2;
    private readonly double _sigma;
    private readonly double _ridge;
    private readonly double _deviation;

    /// <summary>The model for N samples.</summary>
    /// <param name="samples">N, a multiple of 4.</param>
    /// <param name="phi1">Strength of the class feature.</param>
    /// <param name="phi2">Strength of the subclass feature.</param>
    /// <param name="sigma">Size of the noise, positive.</param>
    /// <param name="ridge">Penalty, not negative.</param>
    /// <param name="startDeviation">Standard deviation of the entries of a random start.</param>
    /// <param name="dimension">Dimension of f, at least 2.</param>
    public LinearSpectralContrastive(int samples, double phi1, double phi2, double sigma, double ridge, double startDeviation, int dimension = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples % 4, 0);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sigma);
        ArgumentOutOfRangeException.ThrowIfNegative(ridge);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 2);
        (_phi1, _phi2, _sigma, _ridge, _deviation) = (phi1, phi2, sigma, ridge, startDeviation);
        _loss = new([samples / 2, samples / 2], dimension);
        Blocks = [new("columns of W", samples + 2, dimension, VectorSet.Free)];
    }

    /// <inheritdoc/>
    public override string Description =>
        $"linear {_loss.Description}, phi1 = {Exact.Format(_phi1)}, phi2 = {Exact.Format(_phi2)}, sigma = {Exact.Format(_sigma)}, ridge = {Exact.Format(_ridge)}, start {Exact.Format(_deviation)}";

    /// <inheritdoc/>
    public override IReadOnlyList<VectorBlock> Blocks { get; }

    /// <inheritdoc/>
    public override double StartDeviation => _deviation;

    /// <summary>Data matrix in the basis v1, v2, xi_1, ..., xi_N: N x (N + 2), a sample per row.</summary>
    public Matrix Data => Matrix.Create(_loss.N, _loss.N + 2, (i, j) => j switch
    {
        0 => _phi1 * (i < _loss.N / 2 ? 1 : -1),
        1 => _phi2 * (i % 2 == 0 ? 1 : -1),
        _ => j == i + 2 ? _sigma : 0,
    });

    /// <summary>The contrastive loss alone at W (its columns as rows), without the penalty.</summary>
    public double Loss(Matrix columns) => _loss.Evaluate(Data * columns);

    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyList<Matrix> point, IReadOnlyList<Matrix> gradient)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(gradient);
        Matrix w = point[0], data = Data, features = data * w, forFeatures = new(_loss.N, w.Columns);
        double value = _loss.Evaluate([features], [forFeatures]);
        (data.Transpose() * forFeatures + w.Scale(_ridge)).Data.CopyTo(gradient[0].Data, 0);
        return value + (_ridge / 2 * w.Data.Sum(x => x * x));
    }
}
