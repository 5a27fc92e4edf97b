using System.CommandLine;
using System.Text.Json;
using NCVerify.Claims;
using NCVerify.Reporting;

namespace NCVerify.Cli.Commands;

/// <summary><c>ncverify predict ID --set NAME=VALUE ...</c> and <c>ncverify predict --batch FILE</c>: quantities from the closed forms.</summary>
internal static class PredictCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Description = "The claim's id.", Arity = ArgumentArity.ZeroOrOne };
        var set = new Option<string[]>("--set") { Description = "A parameter: a number, a list (n=6,5,3,2 or n=[6,5,3,2]), null or a text. May be repeated.", HelpName = "NAME=VALUE", AllowMultipleArgumentsPerToken = false };
        var batch = new Option<string?>("--batch") { Description = "A JSON list of {\"claim\", \"parameters\"} ('-': standard input); the same list is written with \"quantities\" or \"error\" added.", HelpName = "FILE" };
        var json = CommonOptions.Json();
        var command = new Command("predict", "Compute what a claim predicts for given parameters.") { id, set, batch, json };
        command.SetAction((parsed, token) =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            string[] assignments = parsed.GetValue(set) ?? [];
            int code = (parsed.GetValue(id), parsed.GetValue(batch)) switch
            {
                (null, { } file) when assignments.Length == 0 => Batch(file, output, token),
                ({ } claim, null) => One(ClaimLookup.Find(claim), Assignments.Parse(assignments), output, parsed.GetValue(json)),
                (null, null) => throw new CliException("predict needs a claim's ID, or --batch FILE."),
                _ => throw new CliException("--batch FILE takes claims and parameters from the file; give no ID and no --set with it."),
            };
            return Task.FromResult(code);
        });
        return command;
    }

    private static int Batch(string file, TextWriter output, CancellationToken token)
    {
        using JsonDocument document = InputFile.ReadJson(file);
        int failed = 0;
        JsonOutput.Write(output, writer => failed = BatchPrediction.Answer(document.RootElement, file, writer, token));
        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static int One(Claim claim, OrderedDictionary<string, object?> parameters, TextWriter output, bool json)
    {
        Prediction prediction = ClaimLookup.Predict(claim, Assignments.ToSet(parameters));
        if (json)
        {
            JsonOutput.Write(output, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("claim", claim.Id);
                writer.WritePropertyName("parameters");
                JsonSerializer.Serialize(writer, parameters);
                writer.WritePropertyName("quantities");
                BatchPrediction.WriteQuantities(writer, prediction);
                writer.WriteEndObject();
            });
            return ExitCode.Done;
        }

        var human = new HumanOutput(output);
        human.Heading($"{claim.Id}: {MathText.ToPlain(claim.Title)}");
        human.Table(["quantity", "value"], prediction.Select(q => (string[])[q.Key, QuantityText.Of(q.Value)]));
        return ExitCode.Done;
    }
}
