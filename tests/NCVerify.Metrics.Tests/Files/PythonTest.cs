using System.Diagnostics;
using System.Text.RegularExpressions;

namespace NCVerify.Metrics.Tests.Files;

/// <summary>Files that NumPy itself wrote, the conversion lines of refusals, and the snippets of the documentation, run as printed.</summary>
public sealed partial class PythonTest
{
    private const string Interpreter = "/usr/bin/python3";
    private Scratch _scratch = null!;

    [SetUp]
    public void SetUp() => _scratch = new Scratch();

    [TearDown]
    public void TearDown() => _scratch.Dispose();

    [Test]
    public void EveryFormatThatNumPyWritesGivesTheSameMetrics()
    {
        Python("numpy", """
            import numpy as np
            rng = np.random.default_rng(0)
            y = np.repeat(np.array([3, -7, 40, 100000]), [9, 12, 20, 7])
            p = rng.permutation(len(y))
            m = {3: 0, -7: 1, 40: 2, 100000: 3}
            h = (rng.standard_normal((4, 6))[[m[v] for v in y]] + 0.1 * rng.standard_normal((len(y), 6))).astype('f2').astype('f8')
            np.save('plain.npy', h); np.save('y.npy', y)
            for t in ['<f2', '>f2', '<f4', '>f4', '>f8']: np.save('h' + t.replace('<', 'l').replace('>', 'b') + '.npy', h.astype(t))
            for t in ['>i8', '<i4', '>i4']: np.save('y' + t.replace('<', 'l').replace('>', 'b') + '.npy', y.astype(t))
            np.save('fortran.npy', np.asfortranarray(h)); np.save('images.npy', h.reshape(-1, 2, 3)); np.save('column.npy', y[:, None])
            np.savez('stored.npz', features=h, labels=y); np.savez_compressed('deflated.npz', h=h.astype('f4'), y=y); np.savez_compressed('columns.npz', h=np.asfortranarray(h.reshape(-1, 2, 3).astype('>f4')), y=y)
            with open('two.npy', 'wb') as f: np.lib.format.write_array(f, h, version=(2, 0))
            with open('three.npy', 'wb') as f: np.lib.format.write_array(f, h, version=(3, 0))
            np.savetxt('h.csv', h, delimiter=','); np.savetxt('y.csv', y, fmt='%d')
            np.savetxt('both.csv', np.c_[h, y], delimiter=',', header='a,b,c,d,e,f,label', comments='', fmt=['%.17g'] * 6 + ['%d'])
            for i, (a, b) in enumerate(zip(np.array_split(h, 12), np.array_split(y, 12))): np.save(f'part-{i}.npy', a); np.save(f'target-{i}.npy', b)
            np.savez('shuffled.npz', features=h[p], labels=y[p])
            """);
        (string Features, string Labels)[] files =
        [
            .. new[] { "hlf2", "hbf2", "hlf4", "hbf4", "hbf8", "fortran", "images", "two", "three" }.Select(f => (f + ".npy", "y.npy")),
            ("plain.npy", "ybi8.npy"), ("plain.npy", "yli4.npy"), ("plain.npy", "ybi4.npy"), ("plain.npy", "column.npy"),
            ("stored.npz", "stored.npz"), ("deflated.npz", "deflated.npz"), ("columns.npz", "columns.npz"), ("stored.npz:features", "stored.npz:labels"),
            ("h.csv", "y.csv"), ("both.csv", "both.csv"), ("part-*.npy", "target-*.npy"),
        ];
        MeasureReport expected = Measure("plain.npy", "y.npy");
        using (Assert.EnterMultipleScope())
        {
            // The numbers are those of half precision, which every format holds, so metrics are the same to the bit.
            foreach ((string features, string labels) in files)
            {
                Assert.That(Measure(features, labels).Metrics, Is.EqualTo(expected.Metrics), features);
            }

            // Another order of samples rounds sums differently.
            foreach ((Metric shuffled, Metric plain) in Measure("shuffled.npz", "shuffled.npz").Metrics.Zip(expected.Metrics))
            {
                Assert.That(shuffled.Value, Is.EqualTo(plain.Value).Within(1e-12 * Math.Max(1, Math.Abs(plain.Value))), plain.Id);
            }
        }
    }

    [Test]
    public void TheLineThatConvertsAPickleConvertsIt()
    {
        Python("numpy", "import numpy as np, pickle; a = np.array([[1.5, 2], [3, 4]]); pickle.dump(a, open('a.pkl', 'wb')); o = np.empty(2, dtype=object); o[0], o[1] = a[0], a[1]; np.save('o.npy', o)");
        foreach (string file in new[] { "a.pkl", "o.npy" })
        {
            FeatureFileException refusal = Assert.Throws<FeatureFileException>(() => FeatureFiles.OpenFeatures(At(file)));
            Match line = Line().Match(refusal.Remedy);
            Assert.That(line.Success, refusal.Remedy);
            Python("numpy", line.Groups["code"].Value);
            Assert.That(FileBytes.ReadAll(FeatureFiles.OpenFeatures(At("converted.npy"))), Is.EqualTo(new[] { 1.5, 2, 3, 4 }));
        }
    }

    [Test]
    public void TheLineThatConvertsACheckpointConvertsIt()
    {
        Python("torch", "import torch; torch.save({'features': torch.tensor([[1.5, 2], [3, 4]]).bfloat16(), 'labels': torch.tensor([5, 7])}, 'a.pt')");
        FeatureFileException refusal = Assert.Throws<FeatureFileException>(() => FeatureFiles.OpenFeatures(At("a.pt")));
        Python("torch", Line().Match(refusal.Remedy).Groups["code"].Value);
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenFeatures(At("converted.npz"))), Is.EqualTo(new[] { 1.5, 2, 3, 4 }));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenLabels(At("converted.npz"))), Is.EqualTo(new[] { 5L, 7 }));
    }

    [TestCase("torch", "PyTorch", """
        import torch
        torch.manual_seed(0)
        class Net(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.body, self.fc = torch.nn.Sequential(torch.nn.Linear(5, 8), torch.nn.ReLU()), torch.nn.Linear(8, 3)
            def forward(self, x): return self.fc(self.body(x))
        model = Net()
        loader = [(torch.randn(10, 5), torch.randint(0, 3, (10,))) for _ in range(4)]

        """)]
    [TestCase("numpy", "NumPy", """
        import numpy as np
        rng = np.random.default_rng(0)
        features, labels, W, b = rng.standard_normal((40, 8)), rng.integers(0, 3, 40), rng.standard_normal((3, 8)), np.zeros(3)

        """)]
    [TestCase("jax", "JAX", """
        import jax, jax.numpy as jnp
        def features_of(params, x): return jnp.maximum(x @ params['body'], 0)
        key = jax.random.PRNGKey(0)
        params = {'body': jax.random.normal(key, (5, 8)), 'head': {'kernel': jax.random.normal(key, (8, 3)), 'bias': jnp.zeros(3)}}
        loader = [(jax.random.normal(key, (10, 5)) + i, jnp.arange(10) % 3) for i in range(4)]

        """)]
    public void ASnippetOfTheDocumentationDumpsWhatMeasureReads(string module, string title, string before)
    {
        string page = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "docs", "measure.md"));
        Match snippet = Regex.Match(page, $@"<!-- snippet: {title} -->\s*```python\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.That(snippet.Success, "the page has the snippet");
        Python(module, before + snippet.Groups["code"].Value);
        string dump = At("dump.npz");
        var set = new FeatureSet(FeatureFiles.OpenFeatures(dump), FeatureFiles.OpenLabels(dump));
        MeasureReport report = Measurement.Run(set, FeatureFiles.LoadClassifier(dump, dump));
        Assert.That((report.Samples, report.Dimension, report.Classes.Count), Is.EqualTo((40L, 8, 3)));
        Assert.That(report["nc3.duality.classmean"], Is.Not.Null);
    }

    [Test]
    public void ThePipeSnippetSendsWhatMeasureReads()
    {
        string page = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "docs", "measure.md"));
        Match snippet = Regex.Match(page, @"<!-- snippet: pipe -->\s*```python\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Python("numpy", "import numpy as np, sys; sys.stdout = open('stream', 'w')\nrng = np.random.default_rng(0)\nbatches = [(rng.standard_normal((n, 8)).astype('f4'), rng.integers(0, 3, n)) for n in (20, 15, 5)]\n" + snippet.Groups["code"].Value + "\nsys.stdout.flush()");
        using FileStream stream = File.OpenRead(At("stream"));
        MeasureReport report = Measurement.Run(FeaturePipe.Collect(stream, "stream", []));
        Assert.That((report.Samples, report.Dimension, report.Classes.Count), Is.EqualTo((40L, 8, 3)));
    }

    private MeasureReport Measure(string features, string labels) =>
        Measurement.Run(new FeatureSet(FeatureFiles.OpenFeatures(At(features)), FeatureFiles.OpenLabels(At(labels))));

    private string At(string name) => Path.Combine(_scratch.Folder, name);

    private void Python(string module, string code)
    {
        if (!File.Exists(Interpreter) || Run($"import {module}").Code != 0)
        {
            Assert.Ignore($"not run: {Interpreter} with {module} is absent");
        }

        (int exit, string error) = Run(code);
        Assert.That(exit, Is.Zero, error);
    }

    private (int Code, string Error) Run(string code)
    {
        var start = new ProcessStartInfo(Interpreter, ["-c", code]) { UseShellExecute = false, WorkingDirectory = _scratch.Folder, RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    [GeneratedRegex("python -c \"(?<code>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
