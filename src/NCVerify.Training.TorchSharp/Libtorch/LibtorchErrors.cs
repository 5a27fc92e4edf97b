using System.Runtime.InteropServices;
using TorchSharp;

namespace NCVerify.Training.Libtorch;

/// <summary>What libtorch says, in words of ours with a way out.</summary>
internal static class LibtorchErrors
{
    /// <summary>Does something with tensors; what fails in libtorch is told as an <see cref="EngineException"/>.</summary>
    /// <param name="doing">What is being done, such as "in epoch 3".</param>
    /// <param name="device">Where.</param>
    /// <param name="action">Does it.</param>
    public static T Guard<T>(string doing, torch.Device device, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (ExternalException e)
        {
            throw Translate(e, doing, device.ToString());
        }
    }

    /// <summary>An error of libtorch in our words.</summary>
    public static EngineException Translate(Exception error, string doing, string device)
    {
        // The first line says what happened; a native stack trace may follow.
        string line = error.Message.ReplaceLineEndings("\n").Split('\n', 2)[0].Trim();
        return IsMemory(line)
            ? new($"There is not enough memory on {device} {doing}: {line} Use smaller batches (batches.size), a narrower network or fewer samples, or a device with more memory.", error)
            : new($"libtorch failed on {device} {doing}: {line}", error);
    }

    private static bool IsMemory(string line) =>
        line.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
        || line.Contains("not enough memory", StringComparison.OrdinalIgnoreCase)
        || line.Contains("can't allocate memory", StringComparison.OrdinalIgnoreCase)
        || line.Contains("CUBLAS_STATUS_ALLOC_FAILED", StringComparison.Ordinal);
}
