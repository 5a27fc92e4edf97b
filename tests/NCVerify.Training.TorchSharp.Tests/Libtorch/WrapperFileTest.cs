using System.Runtime.InteropServices;
using NCVerify.Training.Libtorch;

namespace NCVerify.Training.TorchSharp.Tests;

/// <summary>What is wrong with a libtorch that does not load is named, not only that something is.</summary>
public sealed class WrapperFileTest
{
    private const string Name = "libLibTorchSharp.so";

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void AFileThatIsNotThere() => Assert.That(WrapperFile.Trouble(_folder), Does.Match(@"^ \(\S*LibTorchSharp\.\w+ is not in ").And.Contain(_folder));

    [Test]
    public void AFileThatIsNoLibrary()
    {
        string native = Directory.CreateDirectory(Path.Combine(_folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native")).FullName;
        foreach (string name in (string[])["libLibTorchSharp.so", "libLibTorchSharp.dylib", "LibTorchSharp.dll"])
        {
            File.WriteAllText(Path.Combine(native, name), "no library");
        }

        Assert.That(WrapperFile.Trouble(_folder), Does.Match(@"^ \(.*LibTorchSharp.*\)$").And.Not.Contain("is not in"));
    }

    [Test]
    public void NothingAgainstTheFileThatIsInUse()
    {
        Engines.Torch();
        Assert.That(WrapperFile.Trouble(AppContext.BaseDirectory), Is.Empty);
        Assert.That(() => WrapperFile.RequireWhole(AppContext.BaseDirectory), Throws.Nothing);
    }

    // To load half a file kills the process, so these tests cannot fail quietly.
    [TestCase(0.5)]
    [TestCase(0.05)]
    [TestCase(0.001)]
    public void AFileThatIsCutOff(double part) => AssertCutOff(Name, Copy(Name, part));

    [Test]
    public void AFileThatLacksItsLastByte() => AssertCutOff(Name, Copy(Name, 1, less: 1));

    [Test]
    public void ALibraryBesideItThatIsCutOff()
    {
        Copy(Name, 1);
        AssertCutOff("libtorch_cpu.so", Copy("libtorch_cpu.so", 0.5));
    }

    private void AssertCutOff(string name, (long Cut, long Whole) length)
    {
        Assert.That(() => WrapperFile.RequireWhole(_folder), Throws.InvalidOperationException);
        Assert.That(WrapperFile.Trouble(_folder), Is.EqualTo($" ({Path.Combine(_folder, name)} has {length.Cut} bytes and should have {length.Whole} at least: delete it and build again, or restore TorchSharp's packages anew)"));
    }

    // Part of the file that is in use, under a name, in the folder of the test.
    private (long Cut, long Whole) Copy(string name, double part, int less = 0)
    {
        Engines.Torch();
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("not run: the format is that of Linux");
        }

        byte[] whole = File.ReadAllBytes(Directory.EnumerateFiles(AppContext.BaseDirectory, Name, SearchOption.AllDirectories).Single(f => f.Contains(RuntimeInformation.RuntimeIdentifier, StringComparison.Ordinal)));
        byte[] kept = whole[..((int)(part * whole.Length) - less)];
        File.WriteAllBytes(Path.Combine(_folder, name), kept);
        return (kept.Length, whole.Length);
    }
}
