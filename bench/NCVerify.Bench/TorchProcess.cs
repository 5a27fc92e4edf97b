using System.Diagnostics;
using System.Text.Json;

namespace NCVerify.Bench;

/// <summary>A Python process that trains networks with PyTorch and says how long it took.</summary>
internal sealed class TorchProcess : IDisposable
{
    private const string Interpreter = "/usr/bin/python3";
    private readonly Process _process;

    private TorchProcess(Process process) => _process = process;

    /// <summary>Starts it, or says why not.</summary>
    public static TorchProcess? TryStart(out string reason)
    {
        reason = $"{Interpreter} not found";
        if (!File.Exists(Interpreter))
        {
            return null;
        }

        using Process probe = Launch("-c", "import torch; print(torch.__version__)");
        reason = probe.StandardOutput.ReadToEnd().Trim();
        probe.WaitForExit();
        if (probe.ExitCode != 0)
        {
            reason = "python3-torch is not installed";
            return null;
        }

        reason = "PyTorch " + reason;
        return new(Launch(Path.Combine(AppContext.BaseDirectory, "train_step.py")));
    }

    /// <summary>Seconds of some epochs of a network of train_step.py: of the processor with one thread, otherwise of the clock.</summary>
    public double Train(string network, int batch, int samples, int epochs, int threads)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(new { network, batch, samples, epochs, threads }));
        _process.StandardInput.Flush();
        string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The Python process ended without an answer.");
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("seconds").GetDouble();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Launch(params string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        return Process.Start(start) ?? throw new InvalidOperationException($"{Interpreter} could not be started.");
    }
}
