using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NCVerify.Training;

/// <summary>SHA-256 of inputs and labels: shape and count as int32, values as float32, labels as int32, all little-endian.</summary>
internal static class DataDigest
{
    /// <summary>Of the training set and then the test set, if there is one; in hexadecimal.</summary>
    public static string Of(LabelledInputs training, LabelledInputs? test)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (LabelledInputs inputs in new[] { training, test }.OfType<LabelledInputs>())
        {
            Append(hash, [inputs.Count, inputs.Channels, inputs.Height, inputs.Width]);
            Append(hash, inputs.Values);
            Append(hash, inputs.Labels);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append<T>(IncrementalHash hash, T[] values)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            for (int i = 0; i < bytes.Length; i += sizeof(int))
            {
                Array.Reverse(bytes, i, sizeof(int));
            }
        }

        hash.AppendData(bytes);
    }
}
