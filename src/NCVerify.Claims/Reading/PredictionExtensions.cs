using NCVerify.Numerics;

namespace NCVerify.Claims;

/// <summary>Building predictions.</summary>
internal static class PredictionExtensions
{
    /// <summary>Adds the quantity where it exists; one that does not is left out, never a placeholder.</summary>
    public static Prediction AddIfAny(this Prediction prediction, string name, double? value)
    {
        if (value is { } x)
        {
            prediction.Add(name, x);
        }

        return prediction;
    }

    /// <summary>Adds a truth value.</summary>
    public static Prediction AddFlag(this Prediction prediction, string name, bool value)
    {
        prediction.Add(name, value);
        return prediction;
    }

    /// <summary>Adds every quantity of another prediction.</summary>
    public static Prediction AddAll(this Prediction prediction, Prediction others)
    {
        foreach ((string name, Quantity quantity) in others)
        {
            prediction.Add(name, quantity);
        }

        return prediction;
    }

    /// <summary>The diagonal.</summary>
    public static double[] Diagonal(this Matrix m) => [.. Enumerable.Range(0, m.Rows).Select(i => m[i, i])];

    /// <summary>The strict upper triangle, row by row.</summary>
    public static double[] Upper(this Matrix m) =>
        [.. Enumerable.Range(0, m.Rows).SelectMany(i => Enumerable.Range(i + 1, m.Rows - i - 1).Select(j => m[i, j]))];

    /// <summary>The cosines of a Gram matrix; 0 with a zero vector, by convention.</summary>
    public static Matrix Cosines(this Matrix gram) => Matrix.Create(gram.Rows, gram.Columns, (i, j) => Cosine(gram[i, j], gram[i, i], gram[j, j]));

    /// <summary>product/sqrt(a b) from squared norms a and b; 0 with a zero vector, by convention.</summary>
    public static double Cosine(double product, double a, double b) => a == 0 || b == 0 ? 0 : product / Math.Sqrt(a) / Math.Sqrt(b);
}
