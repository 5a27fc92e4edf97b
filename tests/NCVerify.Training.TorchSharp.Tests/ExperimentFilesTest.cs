
namespace NCVerify.Training.TorchSharp.Tests;

/// <summary>The experiments for a GPU: networks as in the literature, data as their names say.</summary>
public sealed class ExperimentFilesTest
{
    private static readonly TensorShape Cifar = new(3, 32, 32);
    private static readonly TensorShape Mnist = new(1, 28, 28);

    private static IEnumerable<string> Names => Directory.EnumerateFiles(Folder(), "*.json").Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal);

    /// <summary>Names of those with the networks of the literature.</summary>
    internal static IEnumerable<string> LargeNames => Names.Where(n => n.Contains("resnet18", StringComparison.Ordinal) || n.Contains("vgg11", StringComparison.Ordinal));

    [TestCaseSource(nameof(LargeNames))]
    public void ANetworkIsTheOneThatTheNameSays(string name)
    {
        Experiment read = Read(name), expected = read with
        {
            Network = read.Network with { Body = name.Contains("vgg11", StringComparison.Ordinal) ? NetworkPresets.Vgg11() : NetworkPresets.ResNet18() },
        };
        Assert.That(ExperimentFile.Write(read), Is.EqualTo(ExperimentFile.Write(expected)));
        Assert.That(read.Id, Is.EqualTo(name));
        Assert.That(read.Data.Set, Is.EqualTo(name.Split('-')[0]));
    }

    [Test]
    public void TheExperimentsOfTheGpuTierAreThere() => Assert.That(LargeNames, Is.SupersetOf((string[])[
        "mnist-resnet18", "cifar10-resnet18", "cifar10-resnet18-step-1", "cifar10-resnet18-step-10", "cifar10-resnet18-step-100", "cifar10-vgg11-step-1", "cifar10-vgg11-step-100",
        "cifar10-resnet18-linear-1", "cifar10-resnet18-linear-2", "cifar10-resnet18-linear-3", "cifar10-resnet18-linear-4"]));

    // Numbers of parameters: PyTorch's count for the networks of the authors' code (ResNet-18 with a bias has 11,173,962 on three channels).
    [TestCase("cifar10-resnet18", 11_173_962, 512)]
    [TestCase("mnist-resnet18", 11_172_810, 512)]
    [TestCase("cifar10-resnet18-linear-1", 11_173_952, 512)]
    [TestCase("cifar10-resnet18-linear-3", 11_173_952 + (2 * 512 * 512), 512)]
    [TestCase("cifar10-vgg11-step-1", 28_165_898, 4096)]
    public void ANetworkHasTheSizeOfTheLiterature(string name, int parameters, int features)
    {
        NetworkPlan plan = Plan(Read(name).Network, name);
        int trained = plan.Arrays.Where(a => a.Role is not (ParameterRole.RunningMean or ParameterRole.RunningVariance)).Sum(a => a.Size);
        Assert.That((trained, plan.Features), Is.EqualTo((parameters, features)));
    }

    [TestCase(1, 10)]
    [TestCase(10, 10)]
    [TestCase(100, 10)]
    public void StepImbalanceIsThatOfItsName(int ratio, int classes)
    {
        DataSpec data = Read($"cifar10-resnet18-step-{ratio}").Data;
        int[] sizes = ClassSizes.Of(data, classes);
        Assert.That(sizes, Is.EqualTo((int[])[5000, 5000, 5000, 5000, 5000, .. Enumerable.Repeat(5000 / ratio, 5)]));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void AWidthIsPositive(int width)
    {
        Assert.That(() => NetworkPresets.ResNet18(width), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => NetworkPresets.Vgg11(width), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static string Folder()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NCVerify.sln")))
        {
            directory = directory.Parent;
        }

        return Path.Combine(directory?.FullName ?? throw new InvalidOperationException("The tests must run from a build inside the repository."), "specs", "experiments");
    }

    internal static Experiment Read(string name) => ExperimentFile.Load(Path.Combine(Folder(), name + ".json"));

    private static NetworkPlan Plan(NetworkSpec network, string name) => NetworkPlan.Of(network, name.StartsWith("mnist", StringComparison.Ordinal) ? Mnist : Cifar, 10);
}
