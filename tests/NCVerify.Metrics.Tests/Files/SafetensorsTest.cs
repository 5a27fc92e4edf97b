using System.Buffers.Binary;
using System.Text;

namespace NCVerify.Metrics.Tests.Files;

/// <summary>.safetensors files: every number format, tensors by role and by name, headers that lie.</summary>
public sealed class SafetensorsTest
{
    private static readonly float[] Values = [1, -2.5f, 0.15625f, 1024, -0.0078125f, 3];
    private Scratch _scratch = null!;

    [SetUp]
    public void SetUp() => _scratch = new Scratch();

    [TearDown]
    public void TearDown() => _scratch.Dispose();

    [TestCase("F64")]
    [TestCase("F32")]
    [TestCase("F16")]
    [TestCase("BF16")]
    public void EveryFloatIsReadExactly(string dtype)
    {
        // All values have at most eight significant bits, so every format holds them exactly.
        byte[] data = dtype switch
        {
            "F64" => FileBytes.Of<double>(Array.ConvertAll(Values, x => (double)x)),
            "F32" => FileBytes.Of<float>(Values),
            "F16" => FileBytes.Of<Half>(Array.ConvertAll(Values, x => (Half)x)),
            _ => [.. Values.SelectMany(x => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(x) >> 16)))],
        };
        string path = _scratch.Write("h.safetensors", File($"{{\"__metadata__\":{{\"format\":\"pt\"}},\"features\":{{\"dtype\":\"{dtype}\",\"shape\":[3,2],\"data_offsets\":[0,{data.Length}]}}}}", data));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenFeatures(path)), Is.EqualTo(Array.ConvertAll(Values, x => (double)x)));
    }

    [Test]
    public void TensorsAreFoundByRoleAndByName()
    {
        string header = "{\"fc.weight\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[24,40]},\"x\":{\"dtype\":\"F32\",\"shape\":[3,2],\"data_offsets\":[0,24]},\"labels\":{\"dtype\":\"I64\",\"shape\":[3],\"data_offsets\":[40,64]}}";
        byte[] data = [.. FileBytes.Of<float>(Values), .. FileBytes.Of<float>([1, 2, 3, 4]), .. FileBytes.Of<long>([7, 8, 9])];
        string path = _scratch.Write("dump.safetensors", File(header, data));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenFeatures(path)), Is.EqualTo(Array.ConvertAll(Values, x => (double)x)));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenFeatures(path + ":fc.weight")), Is.EqualTo(new[] { 1.0, 2, 3, 4 }));
        Assert.That(FileBytes.ReadAll(FeatureFiles.OpenLabels(path)), Is.EqualTo(new[] { 7L, 8, 9 }));
        Assert.That(FeatureFiles.LoadClassifier(path, null).Weights.Data, Is.EqualTo(new[] { 1.0, 2, 3, 4 }));
    }

    [Test]
    public void HostileHeadersAreRefused()
    {
        byte[] data = new byte[24];
        string One(string offsets, string shape = "[3,2]") => $"{{\"features\":{{\"dtype\":\"F32\",\"shape\":{shape},\"data_offsets\":{offsets}}}}}";
        (string What, byte[] Bytes, string Says)[] cases =
        [
            ("past the end", File(One("[0,48]"), data), "outside the file"),
            ("negative", File(One("[-8,16]"), data), "outside the file"),
            ("backwards", File(One("[24,0]"), data), "outside the file"),
            ("shape of more", File(One("[0,24]", "[3,3]"), data), "header declares shape (3, 3)"),
            ("shape of less", File(One("[0,24]", "[1,2]"), data), "goes on after"),
            ("overflowing shape", File(One("[0,24]", "[4294967296,4294967296,4294967296]"), data), "header declares shape"),
            ("negative shape", File(One("[0,24]", "[-3,-2]"), data), "outside the file"),
            ("a hole", File(One("[4,24]", "[5,1]"), data), "hole or overlap"),
            ("an uncovered tail", File(One("[0,16]", "[2,2]"), data), "cover 16 of 24"),
            ("an overlap", File("{\"a\":{\"dtype\":\"F32\",\"shape\":[4,1],\"data_offsets\":[0,16]},\"features\":{\"dtype\":\"F32\",\"shape\":[4,1],\"data_offsets\":[8,24]}}", data), "hole or overlap"),
            ("a doubled name", File("{\"features\":{\"dtype\":\"F32\",\"shape\":[3,1],\"data_offsets\":[0,12]},\"features\":{\"dtype\":\"F32\",\"shape\":[3,1],\"data_offsets\":[12,24]}}", data), "no JSON object"),
            ("a list", File("{\"features\":[1,2]}", data), "no JSON object"),
            ("missing keys", File("{\"features\":{\"dtype\":\"F32\"}}", data), "no JSON object"),
            ("fractions", File(One("[0.5,24]"), data), "no JSON object"),
            ("deep nesting", File("{\"a\":" + new string('[', 500) + new string(']', 500) + "}", data), "no JSON object"),
            ("a cut header", File(One("[0,24]"), data)[..40], "its header claims"),
            ("a header of 2 GB", [0, 0, 0, 0x7F, 0, 0, 0, 0, (byte)'{', .. data], "its header claims"),
            ("unknown numbers only", File("{\"features\":{\"dtype\":\"F8_E4M3\",\"shape\":[24],\"data_offsets\":[0,24]}}", data), "none of its arrays"),
        ];
        using (Assert.EnterMultipleScope())
        {
            foreach ((string what, byte[] bytes, string says) in cases)
            {
                string path = _scratch.Write("h.safetensors", bytes);
                Assert.That(() => FileBytes.ReadAll(FeatureFiles.OpenFeatures(path)), Throws.TypeOf<FeatureFileException>().With.Message.Contains(says), what);
            }
        }
    }

    internal static byte[] File(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }
}
