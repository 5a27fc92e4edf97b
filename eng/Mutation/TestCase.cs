using System.Reflection;
using System.Runtime.Loader;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace NCVerify.Mutation;

/// <summary>One test, run alone in this process.</summary>
internal sealed class TestCase(NUnitTestAssemblyRunner runner, string id, string name)
{
    // As in stryker-config.json: each mutant that survives would run all of these, and they take most of the time.
    private static readonly string[] LeftOut = ["Tests.Foreign", "Tests.Solvers", "Tests.FirstOrder", "Tests.ReducedNewton", "Tests.ManySizes", "Tests.FramePreconditioner"];

    /// <summary>Full name, one line.</summary>
    public string Name { get; } = name;

    /// <summary>Processor time of a run without a mutant, its caches filled.</summary>
    public double Seconds { get; set; }

    /// <summary>All tests of both projects but those left out; names are unique.</summary>
    public static IEnumerable<TestCase> All(string folder)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string file in new[] { "NCVerify.Theory.Tests.dll", "NCVerify.Claims.Tests.dll" })
        {
            var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
            Assembly assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(folder, file));
            ITest root = runner.Load(assembly, new Dictionary<string, object> { ["StopOnError"] = true, ["NumberOfTestWorkers"] = 0, ["WorkDirectory"] = folder });
            foreach (ITest leaf in Leaves(root).Where(t => !Array.Exists(LeftOut, part => t.FullName.Contains(part, StringComparison.Ordinal))))
            {
                string name = leaf.FullName.ReplaceLineEndings(" ").Replace('\t', ' ');
                seen[name] = seen.GetValueOrDefault(name) + 1;
                yield return new(runner, leaf.Id, seen[name] == 1 ? name : $"{name}#{seen[name]}");
            }
        }
    }

    /// <summary>Runs it; why it failed, if it did.</summary>
    public bool Passes(out string why)
    {
        var listener = new Results();
        runner.Run(listener, TestFilter.FromXml($"<filter><id>{id}</id></filter>"));
        why = listener.Found is [var only] ? only.Message ?? "" : $"{listener.Found.Count} results";
        return listener.Found is [{ ResultState.Status: not TestStatus.Failed }];
    }

    private static IEnumerable<ITest> Leaves(ITest test) => test.IsSuite ? test.Tests.SelectMany(Leaves) : [test];

    private sealed class Results : ITestListener
    {
        public List<ITestResult> Found { get; } = [];

        public void TestStarted(ITest test)
        {
        }

        public void TestFinished(ITestResult result)
        {
            if (!result.Test.IsSuite)
            {
                Found.Add(result);
            }
        }

        public void TestOutput(TestOutput output)
        {
        }

        public void SendMessage(TestMessage message)
        {
        }
    }
}
