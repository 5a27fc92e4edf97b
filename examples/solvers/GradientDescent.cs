// Accelerated gradient descent in C#, one file without project or package. Build and try it:
//   dotnet build examples/solvers/GradientDescent.cs -o out && ncverify gate -- dotnet out/GradientDescent.dll
#:property PublishAot=false
#:property JsonSerializerIsReflectionEnabledByDefault=true
using System.Text.Json;

while (Console.ReadLine() is { } line)
{
    JsonElement message = JsonDocument.Parse(line).RootElement;
    string type = message.GetProperty("type").GetString()!;
    if (type == "bye") { break; }
    object answer = type == "hello"
        ? new { type, protocol = 1, name = "accelerated gradient descent", version = "1", supports = new[] { "cross-entropy", "uneven", "sum" } }
        : Solve(message.GetProperty("problem")) is var (w, h) ? new { type = "solution", id = message.GetProperty("id").GetString(), W = new[] { w }, H = h } : null!;
    Console.WriteLine(JsonSerializer.Serialize(answer));
}

static (double[][] W, double[][] H) Solve(JsonElement p)
{
    int[] n = [.. p.GetProperty("samples").EnumerateArray().Select(x => x.GetInt32())];
    int k = n.Length, d = p.GetProperty("dimension").GetInt32();
    double lw = p.GetProperty("lambdaW")[0].GetDouble(), lh = p.GetProperty("lambdaH").GetDouble();
    double total = p.GetProperty("reduction").GetString() == "mean" ? n.Sum() : 1;
    double[] root = [.. n.Select(x => Math.Sqrt(lw / (lh * x)))]; // h_k = root_k g_k: one penalty for W and G
    double step = 1 / (lw + n.Select((x, c) => x / total * root[c]).Max());
    var random = new Random(1);
    double[] x = [.. Enumerable.Range(0, 2 * k * d).Select(_ => random.NextDouble() - 0.5)], y = x;
    for (int t = 0, since = 0; t < 100_000; t++, since++)
    {
        double[] g = Gradient(y);
        double[] next = [.. y.Zip(g, (a, b) => a - (step * b))];
        double forward = next.Select((a, i) => (a - x[i]) * g[i]).Sum(), momentum = since / (since + 3.0);
        if (forward > 0) { since = 0; } // momentum points uphill: start it again
        y = [.. next.Zip(x, (a, b) => a + (momentum * (a - b)))];
        x = next;
        if (Math.Sqrt(g.Sum(v => v * v)) < 1e-9 * lw * (1e-3 + Math.Sqrt(x.Sum(v => v * v)))) { break; }
    }

    return ([.. Enumerable.Range(0, k).Select(i => x[(i * d)..((i + 1) * d)])],
        [.. Enumerable.Range(0, d).Select(r => Enumerable.Range(0, k).Select(c => root[c] * x[(k * d) + (c * d) + r]).ToArray())]);

    // Classifiers as rows, then features g_c one after another; both have length d.
    double[] Gradient(double[] v)
    {
        double[] g = [.. v.Select(a => lw * a)];
        for (int c = 0; c < k; c++)
        {
            int at = (k * d) + (c * d);
            double[] z = [.. Enumerable.Range(0, k).Select(j => root[c] * Enumerable.Range(0, d).Sum(r => v[(j * d) + r] * v[at + r]))];
            double[] e = [.. z.Select(a => Math.Exp(a - z.Max()))];
            double sum = e.Sum();
            for (int j = 0; j < k; j++)
            {
                double residual = n[c] / total * root[c] * ((e[j] / sum) - (j == c ? 1 : 0));
                for (int r = 0; r < d; r++)
                {
                    g[(j * d) + r] += residual * v[at + r];
                    g[at + r] += residual * v[(j * d) + r];
                }
            }
        }

        return g;
    }
}
