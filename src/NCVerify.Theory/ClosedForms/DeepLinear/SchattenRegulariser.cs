namespace NCVerify.Theory;

/// <summary>
/// The least sum of squared norms with which a chain of linear layers can form a matrix of given singular values s_j:
/// ((M+1)/2) Lambda^(1/(M+1)) sum_j s_j^(2/(M+1)) (claim MSE-A6).
/// </summary>
public static class SchattenRegulariser
{
    /// <summary>The least regulariser for M layers and the product Lambda of all penalties.</summary>
    public static double Least(IReadOnlyList<double> singularValues, int layers, double product)
    {
        ArgumentNullException.ThrowIfNull(singularValues);
        return (layers + 1) / 2.0 * Math.Pow(product, 1.0 / (layers + 1)) * singularValues.Sum(s => Math.Pow(s, 2.0 / (layers + 1)));
    }

    /// <summary>tau_j = (Lambda s_j^2)^(1/(M+1)): lambda times the squared singular value of every factor at the least.</summary>
    public static double Tau(double singularValue, int layers, double product) =>
        Math.Pow(product * singularValue * singularValue, 1.0 / (layers + 1));
}
