using System.CommandLine;
using NCVerify.Cli.Gating;
using NCVerify.Conformance;
using NCVerify.Conformance.Gate;
using NCVerify.Numerics;

namespace NCVerify.Cli.Commands;

/// <summary><c>ncverify gate -- COMMAND ARG...</c>: a foreign solver against the battery.</summary>
internal static class GateCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var program = new Argument<string[]>("COMMAND") { Description = "The solver, after '--': a program and its arguments. docs/gate.md says what it reads and writes.", Arity = ArgumentArity.ZeroOrMore };
        var seed = new Option<ulong>("--seed") { Description = $"Seed of the battery; {Battery.StandardSeed} is the one that everybody runs, any other draws a private one.", DefaultValueFactory = _ => Battery.StandardSeed };
        var only = new Option<string?>("--only") { Description = "Only problems whose id matches, with * and ?. Quote it.", HelpName = "GLOB" };
        var tolerance = new Option<string>("--tolerance") { Description = "Gaps that a solution must reach: exact (1e-10), tight (1e-6) or loose (1e-3).", DefaultValueFactory = _ => "tight" };
        tolerance.AcceptOnlyFromAmong("exact", "tight", "loose");
        var limit = new Option<double>("--time-limit") { Description = "Seconds for one problem.", DefaultValueFactory = _ => 20, HelpName = "SECONDS" };
        var directory = new Option<string?>("--out") { Description = "Directory for evidence (written as it is produced), JSON, Markdown, SARIF and badge.", HelpName = "DIR" };
        var source = new Option<string?>("--source") { Description = "The solver's source file, where annotations and SARIF put their results; by default the first argument that is a file.", HelpName = "FILE" };
        var baseline = new Option<string?>("--baseline") { Description = "An approved run: fail only where this one is worse.", HelpName = "FILE" };
        var approve = new Option<string?>("--write-baseline") { Description = "Write this run as a baseline.", HelpName = "FILE" };
        var list = new Option<bool>("--list") { Description = "List the problems of the battery, and start nothing." };
        var serve = new Option<string?>("--serve") { Description = "Be the solver instead: speak the solver's side of the protocol with one of ours.", HelpName = "NAME" };
        serve.AcceptOnlyFromAmong(OwnSolver.Names);
        var annotate = new Option<bool>("--annotate") { Description = "Print failures as annotations of GitHub Actions, at the solver's source; by itself where GITHUB_ACTIONS is true." };
        var json = CommonOptions.Json();
        var command = new Command("gate", "Try a solver, in any language, on a battery of problems; every verdict is proven from W and H alone.")
        {
            program, seed, only, tolerance, limit, directory, source, baseline, approve, list, serve, annotate, json,
        };
        command.SetAction(async (parsed, token) =>
        {
            InvocationConfiguration io = parsed.InvocationConfiguration;
            if (parsed.GetValue(serve) is { } name)
            {
                OwnSolver.Serve(name, Console.In, io.Output);
                return ExitCode.Done;
            }

            double seconds = parsed.GetValue(limit);
            if (!(seconds is > 0 and <= 86_400))
            {
                throw new CliException($"--time-limit {Exact.Format(seconds)}: a number of seconds above 0 and up to 86400 is expected.");
            }

            var battery = Battery.Draw(parsed.GetValue(seed));
            Func<GateProblem, bool> include = GateSelection.Of(battery, parsed.GetValue(only));
            if (parsed.GetValue(list))
            {
                GateView.List(battery.Problems.Where(include), parsed.GetValue(json), io.Output);
                return ExitCode.Done;
            }

            string[] words = parsed.GetValue(program) ?? [];
            if (words.Length == 0)
            {
                throw new CliException("gate needs a solver after '--', as in: ncverify gate -- python3 solver.py; docs/gate.md says what it must do.");
            }

            var trial = new GateTrial(words, parsed.GetValue(source), parsed.GetValue(directory), parsed.GetValue(baseline), parsed.GetValue(approve));
            var options = new GateOptions { Battery = battery, Include = include, Required = Enum.Parse<ToleranceClass>(parsed.GetRequiredValue(tolerance), ignoreCase: true), Limit = TimeSpan.FromSeconds(seconds) };
            Action<ProblemResult> progress = parsed.GetValue(json) || Console.IsErrorRedirected ? _ => { } : r => io.Error.WriteLine($"{GateWords.Symbol(r.Verdict)} {r.Id}");
            GateReport report = await trial.RunAsync(options, progress, token);
            if (parsed.GetValue(json))
            {
                io.Output.Write(GateJson.Write(report));
            }
            else
            {
                GateView.Show(report, trial.Directory, io.Output);
                if (parsed.GetValue(annotate) || WorkflowCommand.Wanted)
                {
                    GateView.Annotate(report, trial.Source, io.Output);
                }
            }

            if (report.Interrupted)
            {
                await io.Error.WriteLineAsync("ncverify: interrupted; the solver has been ended, the results so far are kept.");
                return ExitCode.Unfinished;
            }

            return report.Passed ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
