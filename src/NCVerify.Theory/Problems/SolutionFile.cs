using NCVerify.Numerics;

namespace NCVerify.Theory;

/// <summary>The named geometry nearest to a solution, and the distance to every geometry compared.</summary>
/// <param name="Name">Name of the nearest geometry.</param>
/// <param name="Distances">Distance by name; dimensionless.</param>
public sealed record GeometryMatch(string Name, IReadOnlyDictionary<string, double> Distances);

/// <summary>
/// Solution files: JSON (schema: docs/schemas/solution.schema.json). Numbers read back to the same doubles; a number that is
/// not finite (no lower bound, an infeasible candidate) is null.
/// </summary>
public static class SolutionFile
{
    /// <summary>The certified solution as JSON text.</summary>
    /// <param name="solution">Problem, candidate, objective and bound.</param>
    /// <param name="geometry">The nearest geometry; null leaves the field null.</param>
    public static string Write(CertifiedSolution solution, GeometryMatch? geometry = null)
    {
        ArgumentNullException.ThrowIfNull(solution);
        return JsonText.Write(writer =>
        {
            Candidate candidate = solution.Run.Candidate;
            writer.WriteStartObject();
            JsonText.Number(writer, "objective", solution.Objective);
            JsonText.Number(writer, "lowerBound", solution.Bound.Value);
            JsonText.Number(writer, "gap", solution.Gap);
            writer.WriteString("certificate", solution.Bound.Certificate);
            writer.WriteString("certificateReason", solution.Bound.Reason);
            writer.WriteBoolean("globallyOptimal", solution.GloballyOptimal);
            writer.WriteStartArray("W");
            foreach (Matrix layer in candidate.W)
            {
                JsonText.MatrixValue(writer, layer);
            }

            writer.WriteEndArray();
            writer.WritePropertyName("H");
            JsonText.MatrixValue(writer, candidate.H);
            writer.WritePropertyName("Z");
            JsonText.MatrixValue(writer, solution.Z);
            if (candidate.Bias is { } bias)
            {
                JsonText.List(writer, "bias", bias);
            }
            else
            {
                writer.WriteNull("bias");
            }

            writer.WriteNumber("iterations", solution.Run.Iterations);
            JsonText.Number(writer, "seconds", solution.Run.Seconds);
            if (geometry is null)
            {
                writer.WriteNull("geometry");
            }
            else
            {
                writer.WriteStartObject("geometry");
                writer.WriteString("name", geometry.Name);
                writer.WriteStartObject("distances");
                foreach ((string name, double distance) in geometry.Distances)
                {
                    JsonText.Number(writer, name, distance);
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>Writes the solution to a file; a crash leaves either the old file or the new one.</summary>
    public static void Save(CertifiedSolution solution, string path, GeometryMatch? geometry = null) =>
        JsonText.Save(Write(solution, geometry), path);
}
