using NCVerify.Claims;

namespace NCVerify.Cli.Commands;

/// <summary>Finds claims by what people type; suggests the nearest where nothing is found.</summary>
internal static class ClaimLookup
{
    /// <summary>The claim of that id, in any letter case.</summary>
    public static Claim Find(string id) => Catalogue.Find(id)
        ?? throw new CliException($"There is no claim '{id}'.{Nearest.Suggestion(id, Catalogue.All.Select(c => c.Id))} 'ncverify claims' lists all.");

    /// <summary>All claims, or those of one paper by key or short name.</summary>
    public static IReadOnlyList<Claim> OfPaper(string? paper)
    {
        if (paper is null)
        {
            return Catalogue.All;
        }

        Claim[] claims = [.. Catalogue.All.Where(c => Is(c.Source.Paper.Key) || Is(c.Source.Paper.ShortName))];
        return claims.Length > 0 ? claims : throw new CliException(
            $"There is no paper '{paper}' in the catalogue.{Nearest.Suggestion(paper, Catalogue.All.Select(c => c.Source.Paper.Key))} Keys: {string.Join(", ", Catalogue.All.Select(c => c.Source.Paper.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}.");

        bool Is(string name) => string.Equals(name, paper, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Ids that match a pattern with * and ?, in any letter case.</summary>
    public static IReadOnlyList<string> Matching(string glob)
    {
        string[] ids = [.. Catalogue.All.Select(c => c.Id).Where(id => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(glob, id))];
        return ids.Length > 0 ? ids : throw new CliException(
            $"No claim matches '{glob}'.{Nearest.Suggestion(glob, Catalogue.All.Select(c => c.Id))} 'ncverify claims' lists all.");
    }

    /// <summary>Predicts; an unknown parameter's message suggests the nearest known one.</summary>
    public static Prediction Predict(Claim claim, ParameterSet parameters)
    {
        try
        {
            return claim.Predict(parameters);
        }
        catch (ParameterException e) when (claim.Parameters.All(p => p.Name != e.Parameter))
        {
            throw new ParameterException(e.Parameter, e.Message + Nearest.Suggestion(e.Parameter, claim.Parameters.Select(p => p.Name)));
        }
    }
}
