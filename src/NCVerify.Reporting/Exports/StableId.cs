using System.Security.Cryptography;
using System.Text;

namespace NCVerify.Reporting;

/// <summary>Identifiers that formats want as UUIDs, made from names: the same run gives the same ones.</summary>
internal static class StableId
{
    /// <summary>A UUID of version 8 (RFC 9562: made by a rule of one's own) from SHA-256 of the parts.</summary>
    public static string Of(params IEnumerable<string> parts)
    {
        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', parts))).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    /// <summary>The UUID of a run: from what its header says.</summary>
    public static string OfRun(RunExport run) => Of("run", run.Version, run.Report.Evidence.Header?.Started ?? "", run.Report.Evidence.Header?.Tier ?? "", run.Report.Evidence.Header?.Commit ?? "");
}
