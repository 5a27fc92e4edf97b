using System.Diagnostics;
using System.Text.Json;
using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Bench;

/// <summary>What SciPy's L-BFGS reached.</summary>
internal sealed record ScipyResult(double Seconds, int Iterations, int Evaluations, Candidate Candidate);

/// <summary>A Python process that answers problems with L-BFGS results, one line each.</summary>
internal sealed class ScipyProcess : IDisposable
{
    private const string Interpreter = "/usr/bin/python3";
    private readonly Process _process;

    private ScipyProcess(Process process) => _process = process;

    /// <summary>Starts it, or says why not.</summary>
    public static ScipyProcess? TryStart(out string reason)
    {
        if (!File.Exists(Interpreter))
        {
            reason = $"{Interpreter} not found";
            return null;
        }

        using Process probe = Launch("-c", "import scipy, numpy; print(scipy.__version__, numpy.__version__)");
        reason = probe.StandardOutput.ReadToEnd().Trim();
        probe.WaitForExit();
        if (probe.ExitCode != 0)
        {
            reason = "python3-scipy is not installed";
            return null;
        }

        reason = "SciPy and NumPy " + reason;
        return new(Launch(Path.Combine(AppContext.BaseDirectory, "lbfgs.py")));
    }

    /// <summary>Solves in a mode of lbfgs.py: "plain" or "tuned".</summary>
    public ScipyResult Solve(Problem problem, string mode)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal) { ["samples"] = problem.Samples, ["lambda"] = problem.Lambda, ["mode"] = mode }));
        _process.StandardInput.Flush();
        string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The Python process ended without an answer.");
        using var document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        int k = problem.Classes;
        var candidate = new Candidate([Read(root.GetProperty("w"), k, k - 1)], Read(root.GetProperty("h"), k - 1, k));
        return new(root.GetProperty("seconds").GetDouble(), root.GetProperty("iterations").GetInt32(), root.GetProperty("evaluations").GetInt32(), candidate);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Matrix Read(JsonElement text, int rows, int columns)
    {
        var data = new double[rows * columns];
        Buffer.BlockCopy(text.GetBytesFromBase64(), 0, data, 0, sizeof(double) * data.Length);
        return new(rows, columns, data);
    }

    private static Process Launch(params string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["OPENBLAS_NUM_THREADS"] = "2";
        return Process.Start(start) ?? throw new InvalidOperationException($"{Interpreter} could not be started.");
    }
}
