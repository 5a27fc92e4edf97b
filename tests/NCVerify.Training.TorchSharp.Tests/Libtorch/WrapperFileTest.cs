using System.Runtime.InteropServices;
using NCVerify.Training.Libtorch;

namespace NCVerify.Training.TorchSharp.Tests;

/// <summary>What is wrong with a libtorch that does not load is named, not only that something is.</summary>
public sealed class WrapperFileTest
{
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
    }
}
