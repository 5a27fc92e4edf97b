using NCVerify.Theory;

namespace NCVerify.Claims.Zhou2022;

/// <summary>MSE-H2. Two or more linear layers: the landscape is not benign, local minima form a chain that begins at zero</summary>
public sealed class DeepLocalMinima : Claim
{
    /// <inheritdoc/>
    public override string Id => "MSE-H2";

    /// <inheritdoc/>
    public override string Title => "Two or more linear layers, squared error: the landscape is not benign, local minima form a chain that begins at zero";

    /// <inheritdoc/>
    public override Source Source => new(Papers.Zhou2022, "Shows that their benign landscape ends with one layer; worked out here");

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => """
        Consider $\frac{1}{2N}\lVert W_M\cdots W_1H-Y\rVert_F^2+\sum_m\frac{\lambda_m}{2}\lVert W_m\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2$ with $M\ge 2$, all widths at least $K$ and sizes $n_1\ge\ldots\ge n_K$. At zero the Hessian is diagonal with the entries $\lambda_1,\ldots,\lambda_M,\lambda_H$: zero is a strict local minimum for all penalties, global or not. A subset $A$ of classes at the larger roots $z_j$ of MSE-C3, the others at zero, is a local minimum if $A$ consists of the largest classes; otherwise, for $j\in A$, $k\notin A$ with $n_k>n_j$, the Hessian has the negative eigenvalue
        $$\frac{a+c}{2}-\sqrt{\frac{(a-c)^2}{4}+e^2},\quad a=\frac{\sqrt{n_j}z_j\lambda_M}{N\tau_j},\quad c=\frac{\sqrt{n_j}z_j\lambda_H}{N\tau_j},\quad e=\frac{\sqrt{n_k}}{N}\prod_{m<M}\sqrt{\frac{\tau_j}{\lambda_m}} .$$
        So there is a chain of local minima of rank $0,1,2,\ldots$, of which one is global.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "Two or more linear layers; no bias; all widths at least $K$; positive penalties.",
        "Mean loss with one half; penalties are $\\frac{\\lambda}{2}$ times squared norms. That the chain's Hessians have no negative eigenvalue is numerical.",
    ];

    /// <inheritdoc/>
    public override string Control => "One layer: for the same sizes zero has the negative curvature $-0.21$, no local minimum.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Flow];

    /// <inheritdoc/>
    public override string Finding =>
        "With two or more layers weight decay turns the degenerate saddle at zero into a local minimum, and gradient descent from a small start ends there: for $n=(4,3,2)$, $M=2$ every start of scale $10^{-3}$ ends at 0.5, where the minimum is 0.0673.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => [Take.Sizes, Take.OptionalClasses, DeepLinear.LambdaW, Take.LambdaH];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        DeepLinearMinimum model = DeepLinear.Minimum(parameters, freeBias: false);
        DeepLinear.RequireLayers(model.LambdaW, 2);
        int[] order = [.. Enumerable.Range(0, model.Sizes.Count).OrderByDescending(k => model.Sizes[k])];
        int existing = order.Count(k => model.Fit(model.Sizes[k]).Status != FitStatus.Zero);
        var prediction = new Prediction
        {
            { "FLocalMinByRank", Enumerable.Range(0, existing + 1).Select(r => CriticalSubsets.Value(model, [.. order.Take(r)])).ToArray() },
            { "hessianAtZero", model.LambdaW.Append(model.LambdaH).ToArray() },
        };
        SingularValueFit first = model.Fit(model.Sizes[0]), second = model.Fit(model.Sizes[1]);
        return prediction
            .AddIfAny("swapEigenvalueAEqClass1Only", second.Status != FitStatus.Zero ? CriticalSubsets.SwapCurvature(model, 1, 0) : null)
            .AddIfAny("zUnstableClass0", first.Status != FitStatus.Zero ? first.UnstableZ : null);
    }
}
