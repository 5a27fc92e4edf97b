using NCVerify.Theory;

namespace NCVerify.Claims.Behnia2023;

/// <summary>What the claims on weighted and logit-adjusted cross-entropy share.</summary>
public abstract class CostSensitiveClaim : Claim
{
    /// <summary>The symbols of class sizes.</summary>
    protected const string Sizes = """
        Let $K$ classes have $n_1,\ldots,n_K$ samples, $D=\operatorname{diag}(n_1,\ldots,n_K)$ and $P=I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}$. Classifiers are $w_c$ (rows of $W$), features $h_i$ with labels $y_i$, class means $\mu_c$ (columns of $M$).
        """;

    /// <summary>The assumption on the dimension.</summary>
    protected const string EnoughDimensions = "Feature dimension $d\\ge K-1$; no bias; sum loss; the same ridge $\\lambda$ on $W$ and on every sample's feature.";

    /// <summary>Where the statement stands and what was confirmed.</summary>
    protected abstract string Place { get; }

    /// <inheritdoc/>
    public sealed override Source Source => new(Papers.Behnia2023, Place);

    /// <summary>Class sizes, and temperatures of the same number.</summary>
    private protected static (int[] Sizes, double[] Delta) SizesAndTemperatures(ParameterSet parameters)
    {
        int[] sizes = Read.Sizes(parameters);
        double[] delta = parameters.List("delta");
        return delta.Length == sizes.Length && delta.All(x => x > 0)
            ? (sizes, delta)
            : throw new ParameterException("delta", $"Parameter 'delta' must list {sizes.Length} positive temperatures, one per class.");
    }

    /// <summary>Value, norms, angles and matrices of a geometry.</summary>
    private protected static Prediction Quantities(CostSensitiveSeli geometry) => new()
    {
        { "value", geometry.NuclearNorm },
        { "wNorm2", geometry.ClassifierGram.Diagonal() },
        { "hNorm2", geometry.MeanGram.Diagonal() },
        { "cosWUpper", geometry.ClassifierGram.Cosines().Upper() },
        { "cosHUpper", geometry.MeanGram.Cosines().Upper() },
        { "WWT", geometry.ClassifierGram },
        { "HTH", geometry.MeanGram },
        { "logits", geometry.Logits },
    };
}
