using NCVerify.Numerics;
using NCVerify.Theory;

namespace NCVerify.Claims.Sukenik2024;

/// <summary>MSE-F2. Deep ReLU chains with squared error: codes of low rank lie below deep neural collapse</summary>
public sealed class CodesBeatCollapse : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-F2";

    /// <inheritdoc/>
    public override string Title => "Deep ReLU chains with squared error: codes of low rank lie below deep neural collapse, from two layers and three classes on";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Sukenik2024, "Their construction from strongly regular graphs, extended; the wording of the theorem was not at hand");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Let $K$ balanced classes of $n$ samples and $M$ layers with a ReLU after each but the last have the objective
        $$\frac{1}{2N}\lVert W_M\,\operatorname{relu}(W_{M-1}\cdots\operatorname{relu}(W_1H))-Y\rVert_F^2+\sum_m\frac{\lambda_m}{2}\lVert W_m\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2,\quad\Lambda=\lambda_H\lambda_1\cdots\lambda_M .$$
        A chain that outputs the identity with $E=\lVert W_1\bar{H}\rVert_{\text{nuc}}^2\lVert W_2\rVert_F^2\cdots\lVert W_M\rVert_F^2$, best rescaled, has the value
        $$\min_{\zeta\ge 0}\;\frac{(1-\zeta)^2}{2}+\frac{M+1}{2}\left(n\Lambda\right)^{1/(M+1)}Q\,\zeta^{2/(M+1)},\quad Q=E^{1/(M+1)},$$
        and deep neural collapse has $Q=K$. So every chain with $E<K^{M+1}$ beats it wherever it is not zero, for all penalties. Take classes as the edges $e$ of the complete graph of $r$ vertices ($K=\frac{r(r-1)}{2}$) and hidden units as the $m$-subsets $t$ of vertices, with pre-activation (number of vertices of $e$ in $t$) $-1$:
        this wins for $r=4$, $m=2$, $M=4$; for $r=5$, $m=3$, $M=3$; for $r=6$, $m=3$, $M=2$. A code of three classes wins for all $M\ge 4$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Balanced classes; no bias; widths as the construction needs ($r$, and the number of $m$-subsets); positive penalties.",
        "Nuclear norm: the sum of singular values; the pair $(W_1,\\bar{H})$ costs it twice.",
    ];

    /// <inheritdoc/>
    public override string Control => "Strongly regular graphs ($m=2$) with three layers: for $r=5$, $K=10$ the product of energies is 11899, above $10^4$, and the value is higher.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Flow];

    /// <inheritdoc/>
    public override string Finding =>
        "Collapse is beaten already for $K=3$, $M=4$ (energies 223.5 against 243), for $K=10$, $M=3$ with triangles in place of the graph itself (7271.6 against 10000), and for two layers and $K=15$ (3250 against 3375).";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        new("name", "\"K3 code\", \"SRG r=...\", \"triangle code r=...\" or \"half-subset code r=...\""),
        new("M", "number of layers"),
        new("n", "samples per class, at least 1"),
        new("lambdaEach", "penalty of every layer and of the features, positive"),
        new("K", "number of classes; must agree with the code", Required: false),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        int n = parameters.Integer("n", 1), layers = parameters.Integer("M", 2);
        ReluCode code = Code(parameters.Text("name"), layers);
        if (parameters.Has("K") && parameters.Integer("K", 2) != code.K)
        {
            throw new ParameterException("K", $"Parameter 'K' must be {Exact.Format(code.K)} for this code.");
        }

        double product = Math.Pow(parameters.Positive("lambdaEach"), layers + 1);
        SingularValueFit collapse = ReluCode.Rescaled(code.K, layers, n, product), construction = ReluCode.Rescaled(code.MeanEnergy, layers, n, product);
        return new()
        {
            { "energyProduct", code.EnergyProduct },
            { "KPowMPlus1", code.CollapseProduct },
            { "Q", code.MeanEnergy },
            { "FDnc", collapse.Value },
            { "zetaDnc", collapse.Fraction },
            { "FConstruction", construction.Value },
            { "zetaConstruction", construction.Fraction },
        };
    }

    /// <summary>The code of that name.</summary>
    /// <exception cref="ParameterException">No such code for this number of layers.</exception>
    public static ReluCode Code(string name, int layers)
    {
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            string[] parts = name.Split(" r=");
            return (parts[0], parts.Length == 2 && int.TryParse(parts[1], Exact.Culture, out int r) ? r : 0) switch
            {
                ("K3 code", 0) => ReluCode.ThreeClasses(layers),
                ("SRG", > 0 and var vertices) => ReluCode.Edges(vertices, 2, layers),
                ("triangle code", > 0 and var vertices) => ReluCode.Edges(vertices, 3, layers),
                ("half-subset code", > 0 and var vertices) => ReluCode.Edges(vertices, vertices / 2, layers),
                _ => throw new ParameterException("name", $"Parameter 'name' is \"{name}\"; expected \"K3 code\", \"SRG r=4\", \"triangle code r=5\" or \"half-subset code r=6\", with any r."),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new ParameterException("name", $"Parameter 'name': there is no \"{name}\" with {Exact.Format(layers)} layers (three classes need four layers; r is 3 to 12, a triangle code starts at 5).");
        }
    }
}
