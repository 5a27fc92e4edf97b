using NCVerify.Conformance;
using NCVerify.Specs.Harness;
using NUnit.Framework.Api;
using NUnit.Framework.Internal;

namespace NCVerify.FaultInjection.Tests;

/// <summary>Runs the specs themselves, in this process, with a workbench in which something is wrong.</summary>
internal static class SabotagedRun
{
    /// <summary>Runs every spec (or those of the named fixtures) and returns what each test became.</summary>
    public static IReadOnlyList<TestRecord> Of(Workbench workbench, params Type[] fixtures)
    {
        var evidence = new MemoryEvidence();
        using (Workbench.Replace(workbench with { Evidence = evidence, CompareSnapshots = false }))
        {
            // A thread of its own, with no flow of context: the inner run must not touch the result of the outer test.
            Exception? failure = null;
            var thread = new Thread(() =>
            {
                try
                {
                    Run(fixtures);
                }
                catch (Exception e)
                {
                    failure = e;
                }
            });
            using (ExecutionContext.SuppressFlow())
            {
                thread.Start();
            }

            thread.Join();
            if (failure is not null)
            {
                throw new InvalidOperationException("The inner run broke off.", failure);
            }
        }

        return [.. evidence.Records.OfType<TestRecord>()];
    }

    private static void Run(Type[] fixtures)
    {
        var runner = new NUnitTestAssemblyRunner(new DefaultTestAssemblyBuilder());
        runner.Load(typeof(Workbench).Assembly, new Dictionary<string, object>(StringComparer.Ordinal) { ["NumberOfTestWorkers"] = 2 });
        string classes = fixtures.Length == 0
            ? string.Concat(Specs.All.Select(f => $"<class>{f.FullName}</class>"))
            : string.Concat(fixtures.Select(f => $"<class>{f.FullName}</class>"));
        runner.Run(TestListener.NULL, TestFilter.FromXml($"<filter><or>{classes}</or></filter>"));
    }
}

/// <summary>The fixtures of the conformance suite.</summary>
internal static class Specs
{
    public static Type[] All { get; } = [.. typeof(Workbench).Assembly.GetTypes().Where(t => !t.IsAbstract && typeof(IClaimSpec).IsAssignableFrom(t))];
}
