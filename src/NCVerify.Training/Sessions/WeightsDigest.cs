using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NCVerify.Training;

/// <summary>SHA-256 of the bytes of weights: the values in order, in a precision, little-endian.</summary>
public static class WeightsDigest
{
    /// <summary>The digest in hexadecimal.</summary>
    public static string Of(IEnumerable<NamedArray> parameters, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (NamedArray array in parameters)
        {
            int size = precision == Precision.Float32 ? sizeof(float) : sizeof(double);
            byte[] bytes = new byte[array.Values.Length * size];
            for (int i = 0; i < array.Values.Length; i++)
            {
                if (precision == Precision.Float32)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * size), (float)array.Values[i]);
                }
                else
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * size), array.Values[i]);
                }
            }

            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
