using System.Buffers.Binary;
using System.Text;

namespace NCVerify.Cli.Tests;

/// <summary>`measure` within the whole command line: what is refused is refused in words and, with --json, as JSON.</summary>
public sealed class MeasureCommandTest
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void SetUp() => _directory = new();

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [Test]
    public void FeaturesAreMeasured()
    {
        Cli cli = Cli.Run("measure", Features("h.npy", [1, 0, 1, 0.1, 0, 1, 0, 1.1]), "--labels", Labels("y.npy", [0, 0, 1, 1]), "--json");
        Assert.That((cli.Code, cli.Error), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(cli.Json.GetProperty("samples").GetInt32(), Is.EqualTo(4));
    }

    [Test]
    public void WhatCannotBeMeasuredIsRefusedWithFilePlaceAndRemedy()
    {
        string good = Features("h.npy", [1, 0, 1, 0.1, 0, 1, 0, 1.1]), labels = Labels("y.npy", [0, 0, 1, 1]), weights = Npy("w.npy", "<f8", "(2, 2)", Bytes([1, 0, 0, 1]));
        (string What, string[] Arguments, string[] Says)[] cases =
        [
            ("missing file", [_directory.File("none.npy"), "--labels", labels], ["none.npy", "no such file"]),
            ("missing labels", [good], ["--labels"]),
            ("wrong shape", [good, "--labels", Labels("short.npy", [0, 1])], ["short.npy", "4"]),
            ("NaN", [Features("nan.npy", [1, 0, double.NaN, 0, 0, 1, 0, 1]), "--labels", labels], ["nan.npy", "NaN", "row 1"]),
            ("label out of range", [good, "--labels", Labels("range.npy", [0, 0, 1, 7]), "--weights", weights], ["7"]),
            ("truncated", [Truncated("cut.npy"), "--labels", labels], ["cut.npy"]),
            ("pickle", [Npy("pickle.npy", "|O", "(4, 2)", Encoding.ASCII.GetBytes("cos\nsystem\n(S'true'\ntR.")), "--labels", labels], ["pickle.npy", "pickle"]),
        ];
        using (Assert.EnterMultipleScope())
        {
            foreach ((string what, string[] arguments, string[] says) in cases)
            {
                Cli plain = Cli.Run(["measure", .. arguments]), json = Cli.Run(["measure", .. arguments, "--json"]);
                Assert.That((plain.Code, json.Code), Is.EqualTo((ExitCode.BadInput, ExitCode.BadInput)), what);
                Assert.That(plain.Error.TrimEnd('\n'), Does.Not.Contain('\n').And.Not.Empty, what);
                Assert.That(Schema.Load("error").Problems(json.Json), Is.Empty, what);
                foreach (string expected in says)
                {
                    Assert.That(plain.Error, Does.Contain(expected).IgnoreCase, what);
                    Assert.That(json.Json.GetProperty("error").GetProperty("message").GetString(), Does.Contain(expected).IgnoreCase, what);
                }
            }
        }
    }

    private string Features(string name, double[] values) => Npy(name, "<f8", $"({values.Length / 2}, 2)", Bytes(values));

    private string Labels(string name, long[] labels) => Npy(name, "<i8", $"({labels.Length},)", [.. labels.SelectMany(x =>
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, x);
        return bytes;
    })]);

    private string Truncated(string name)
    {
        string path = Features(name, [1, 0, 1, 0, 0, 1, 0, 1]);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^5]);
        return path;
    }

    private string Npy(string name, string type, string shape, byte[] data)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
        byte[] prefix = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0];
        File.WriteAllBytes(_directory.File(name), [.. prefix, .. Encoding.ASCII.GetBytes(header), .. data]);
        return _directory.File(name);
    }

    private static byte[] Bytes(double[] values) => [.. values.SelectMany(x =>
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, x);
        return bytes;
    })];
}
