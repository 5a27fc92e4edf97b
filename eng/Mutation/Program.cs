using System.Globalization;
using NCVerify.Mutation;

// dotnet run -c Release --project eng/Mutation/Mutation.proj [WORKERS [PART]], from the root of the repository.
if (args is ["worker", var testFolder, var list, var results])
{
    Worker.Run(testFolder, list, results);
    return 0;
}

int workers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : Math.Max(1, Environment.ProcessorCount - 1);
string root = Directory.GetCurrentDirectory(), folder = Path.Combine(root, "artifacts", "mutation");
if (!File.Exists(Path.Combine(root, "eng", "stryker-config.json")))
{
    Console.Error.WriteLine("Run it in the root of the repository.");
    return 2;
}

if (Directory.Exists(folder))
{
    Directory.Delete(folder, recursive: true);
}

Directory.CreateDirectory(folder);
string tests = MutatedAssembly.Build(root, folder);
Mutant[] mutants = [.. Mutant.Read(Path.Combine(folder, "reports", "mutation-report.json")).Where(m => args.Length < 2 || m.File.Contains(args[1], StringComparison.Ordinal))];

// The first worker finds what each test covers; it is given nothing else to do.
Supervisor.Run(tests, [], Path.Combine(folder, "coverage-only"));
await Task.WhenAll(Enumerable.Range(0, workers).Select(w => Task.Run(() =>
    Supervisor.Run(tests, [.. mutants.Where((_, i) => i % workers == w).Select(m => m.Id)], Path.Combine(folder, $"worker-{w}")))));
return Summary.Write(folder, mutants);
