using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace NCVerify.Cli.Tests;

public sealed class DoctorCommandTest
{
    private TemporaryDirectory _directory = null!;
    private string? _data;

    [SetUp]
    public void SetUp()
    {
        _directory = new();
        _data = Environment.GetEnvironmentVariable("NCVERIFY_DATA");
        Environment.SetEnvironmentVariable("NCVERIFY_DATA", _directory.Path);
    }

    [TearDown]
    public void TearDown()
    {
        Environment.SetEnvironmentVariable("NCVERIFY_DATA", _data);
        _directory.Dispose();
    }

    [Test]
    public void WhatIsMissingSaysWhatItCostsAndHowToGetIt()
    {
        Cli cli = Cli.Run("doctor", "--json");
        Assert.That((cli.Code, cli.Error), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(Schema.Load("doctor").Problems(cli.Json), Is.Empty);
        JsonElement[] checks = [.. cli.Json.GetProperty("checks").EnumerateArray()];
        Assert.That(checks.Select(c => c.GetProperty("name").GetString()), Is.SupersetOf((string[])["simd", "git", "data: mnist", "data: cifar10", "engine deterministic", "engine torchsharp-cpu", "engine torchsharp-cuda", "chromium"]));
        foreach (JsonElement check in checks)
        {
            bool present = check.GetProperty("present").GetBoolean();
            Assert.That(check.GetProperty("cost").GetString(), present ? Is.Empty : Is.Not.Empty, check.GetRawText());
            Assert.That(check.GetProperty("remedy").GetString(), present ? Is.Empty : Is.Not.Empty, check.GetRawText());
        }
    }

    [Test]
    public void DataSetsAreNamedByTheDigestOfTheirUncompressedBytes()
    {
        byte[] bytes = [.. "labels"u8];
        Directory.CreateDirectory(_directory.File("mnist"));
        using (var gzip = new GZipStream(File.Create(_directory.File("mnist/t10k-labels-idx1-ubyte.gz")), CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        File.WriteAllText(_directory.File("mnist/t10k-images-idx3-ubyte.gz"), "no gzip");

        string found = Found("data: mnist");
        Assert.That(found, Does.Contain("2 of 4 files").And.Contain(Convert.ToHexStringLower(SHA256.HashData(bytes))).And.Contain(", unknown").And.Contain("t10k-images-idx3-ubyte not readable"));
    }

    [Test]
    public void AFileThatDeclaresMoreThanADataSetHoldsIsNotReadToItsEnd()
    {
        Directory.CreateDirectory(_directory.File("cifar10"));
        using (var gzip = new GZipStream(File.Create(_directory.File("cifar10/test_batch.bin.gz")), CompressionLevel.Fastest))
        {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 65; i++)
            {
                gzip.Write(zeros);
            }
        }

        Assert.That(Found("data: cifar10"), Does.Contain("test_batch.bin not readable").And.Contain("not a file of this set"));
    }

    private static string Found(string name) =>
        Cli.Run("doctor", "--json").Json.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name).GetProperty("found").GetString()!;
}
