using NCVerify.Numerics;

namespace NCVerify.Training.Tests;

/// <summary>
/// The smallest engine: features are the inputs times a trained d x input matrix, the head is one linear layer; full
/// gradients by hand, momentum 0.9. For tests of sessions only.
/// </summary>
internal sealed class SoftmaxRegression(int dimension = 12) : ITrainingEngine
{
    public string Name => "softmax";

    public string Description => "softmax regression for tests";

    public bool IsReproducible => true;

    /// <summary>Called before each batch with the epoch (from 0) and the batch.</summary>
    public Action<int, int>? BeforeBatch { get; init; }

    public ITrainingRun Start(Experiment experiment, TrainingData data, ulong seed) => new Run(this, experiment, data, seed, dimension);

    private sealed class Run : ITrainingRun
    {
        private readonly SoftmaxRegression _engine;
        private readonly Experiment _experiment;
        private readonly TrainingData _data;
        private readonly ulong _seed;
        private readonly Matrix[] _weights;
        private readonly Matrix[] _momenta;

        public Run(SoftmaxRegression engine, Experiment experiment, TrainingData data, ulong seed, int dimension)
        {
            (_engine, _experiment, _data, _seed) = (engine, experiment, data, seed);
            var random = new CounterRandom(seed);
            int size = data.Training.Size;
            _weights = [random.GaussianMatrix(dimension, size, 1 / Math.Sqrt(size)), random.GaussianMatrix(data.Classes, dimension, 1 / Math.Sqrt(dimension))];
            _momenta = [new Matrix(dimension, size), new Matrix(data.Classes, dimension)];
        }

        public int Epoch { get; private set; }

        public EpochOutcome Train(IProgress<double>? progress = null, CancellationToken cancellation = default)
        {
            IReadOnlyList<int[]> batches = BatchOrder.Of(_experiment.Batches, _data.Training.Labels, _data.Classes, _seed, Epoch);
            double total = 0;
            for (int b = 0; b < batches.Count; b++)
            {
                _engine.BeforeBatch?.Invoke(Epoch, b);
                cancellation.ThrowIfCancellationRequested();
                total += Step(batches[b]);
                progress?.Report((b + 1.0) / batches.Count);
            }

            Epoch++;
            return new(total / batches.Count, total / batches.Count);
        }

        public Extraction Extract(LabelledInputs inputs, CancellationToken cancellation = default)
        {
            cancellation.ThrowIfCancellationRequested();
            Matrix x = Rows(inputs, [.. Enumerable.Range(0, inputs.Count)]), h = x * _weights[0].Transpose(), z = h * _weights[1].Transpose();
            return new(h, z, Residuals(z, inputs.Labels).Loss);
        }

        public (IReadOnlyList<Matrix> Layers, double[]? Bias) Head() => ([_weights[1]], null);

        public IReadOnlyList<NamedArray> Parameters() => [Array("body.weight", _weights[0]), Array("head.weight", _weights[1])];

        // The arrays themselves, not copies: a session must not rely on an engine to copy.
        public IReadOnlyList<NamedArray> State() => [.. Parameters(), Array("body.momentum", _momenta[0]), Array("head.momentum", _momenta[1])];

        public void Restore(int epoch, IReadOnlyList<NamedArray> state)
        {
            Matrix[] all = [.. _weights, .. _momenta];
            for (int i = 0; i < all.Length; i++)
            {
                state[i].Values.CopyTo(all[i].Data, 0);
            }

            Epoch = epoch;
        }

        public void Dispose()
        {
        }

        private double Step(int[] rows)
        {
            Matrix x = Rows(_data.Training, rows), h = x * _weights[0].Transpose();
            (Matrix r, double loss) = Residuals(h * _weights[1].Transpose(), [.. rows.Select(i => _data.Training.Labels[i])]);
            Matrix[] gradients = [(r * _weights[1]).Transpose() * x, r.Transpose() * h];
            for (int l = 0; l < 2; l++)
            {
                for (int i = 0; i < gradients[l].Data.Length; i++)
                {
                    _momenta[l].Data[i] = (0.9 * _momenta[l].Data[i]) + gradients[l].Data[i] + (1e-3 * _weights[l].Data[i]);
                    _weights[l].Data[i] -= _experiment.Optimiser.LearningRate * _momenta[l].Data[i];
                }
            }

            return loss;
        }

        // (softmax - one-hot)/N and the mean loss.
        private static (Matrix Residuals, double Loss) Residuals(Matrix z, int[] labels)
        {
            var r = new Matrix(z.Rows, z.Columns);
            double loss = 0;
            for (int i = 0; i < z.Rows; i++)
            {
                double largest = z.Row(i).ToArray().Max(), sum = z.Row(i).ToArray().Sum(v => Math.Exp(v - largest));
                loss += (Math.Log(sum) + largest - z[i, labels[i]]) / z.Rows;
                for (int k = 0; k < z.Columns; k++)
                {
                    r[i, k] = ((Math.Exp(z[i, k] - largest) / sum) - (k == labels[i] ? 1 : 0)) / z.Rows;
                }
            }

            return (r, loss);
        }

        private static Matrix Rows(LabelledInputs inputs, int[] rows) => Matrix.Create(rows.Length, inputs.Size, (i, j) => inputs.Values[(rows[i] * inputs.Size) + j]);

        private static NamedArray Array(string name, Matrix m) => new(name, [m.Rows, m.Columns], m.Data);
    }
}
