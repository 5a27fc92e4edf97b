using NCVerify.Theory;

namespace NCVerify.Claims;

/// <summary>What the claims on cross-entropy and linear layers read and report.</summary>
internal static class DeepCross
{
    /// <summary>K, n and all penalties.</summary>
    public static IReadOnlyList<Parameter> Parameters { get; } = [Take.PerClass, Take.Classes, DeepLinear.LambdaW, Take.LambdaH];

    /// <summary>The model of all statements.</summary>
    public const string Model = """
        Let $K$ classes have $n$ samples each, $N=nK$, and let $M$ linear layers $W_1,\ldots,W_M$ ($W_M$ with $K$ rows) and features $H$ have the objective
        $$F=\frac{1}{N}\sum_{i=1}^{N}\operatorname{CE}(W_M\cdots W_1h_i,y_i)+\sum_{m=1}^{M}\frac{\lambda_m}{2}\lVert W_m\rVert_F^2+\frac{\lambda_H}{2}\lVert H\rVert_F^2,\quad \operatorname{CE}(z,y)=-z_y+\log\sum_{j}\exp z_j ,$$
        $\Lambda=\lambda_H\lambda_1\cdots\lambda_M$, $p=\frac{2}{M+1}$, $C=\frac{M+1}{2}\Lambda^{1/(M+1)}$. Deep neural collapse is the point with logits $\alpha\left(I-\frac{1}{K}\mathbf{1}\mathbf{1}^{\top}\right)$ in balanced factors, $\alpha$ the larger root of $\frac{\alpha^{(M-1)/(M+1)}}{e^{\alpha}+K-1}=(n\Lambda)^{1/(M+1)}$, of value $F_{\text{DNC}}=\log\left(1+(K-1)e^{-\alpha}\right)+C(K-1)(\alpha\sqrt{n})^p$.
        """;

    /// <summary>The problem; at least the given number of layers.</summary>
    public static DeepCrossEntropy Of(ParameterSet parameters, int leastLayers = 1)
    {
        (int classes, int perClass) = Read.Balanced(parameters);
        double[] penalties = DeepLinear.Penalties(parameters);
        DeepLinear.RequireLayers(penalties, leastLayers);
        return new(classes, perClass, penalties.Length, DeepLinear.Product(parameters));
    }

    /// <summary>The scale of deep neural collapse, which must exist.</summary>
    public static double Scale(DeepCrossEntropy model) => model.Simplex.Best
        ?? throw new ParameterException("lambdaW", "The penalties are so large that deep neural collapse is not a critical point: the equation for alpha has no root.");
}
