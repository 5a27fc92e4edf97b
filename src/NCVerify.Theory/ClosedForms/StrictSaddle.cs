namespace NCVerify.Theory;

/// <summary>
/// The direction of descent at a critical point of the unconstrained-features problem that is not global (claim WD-3).
/// With (a, b) the top singular pair of the logit gradient G, sigma its value, and u a unit vector orthogonal to all
/// classifiers and features, (alpha a u', -beta u b') has the Hessian value below.
/// </summary>
public static class StrictSaddle
{
    /// <summary>
    /// (lambdaW + lambdaH)/2 - sqrt((lambdaW - lambdaH)^2/4 + sigma^2), negative exactly when sigma exceeds
    /// sqrt(lambdaW lambdaH); written as a quotient so that it keeps its digits near zero.
    /// </summary>
    public static double Curvature(double lambdaW, double lambdaH, double sigma)
    {
        double half = (lambdaW - lambdaH) / 2;
        double lambda = Math.Sqrt(lambdaW * lambdaH);
        return (lambda - sigma) * (lambda + sigma) / (((lambdaW + lambdaH) / 2) + Math.Sqrt((half * half) + (sigma * sigma)));
    }

    /// <summary>The unit vector (alpha, beta), both nonnegative, of that direction: the eigenvector of [[lambdaW, -sigma], [-sigma, lambdaH]].</summary>
    public static (double Alpha, double Beta) Direction(double lambdaW, double lambdaH, double sigma)
    {
        double curvature = Curvature(lambdaW, lambdaH, sigma);
        (double alpha, double beta) = (sigma, lambdaW - curvature);
        double norm = Math.Sqrt((alpha * alpha) + (beta * beta));
        return (alpha / norm, beta / norm);
    }

    /// <summary>Largest singular value of the logit gradient at W = H = 0 without bias, mean loss: sqrt(max eigenvalue of PDP)/N.</summary>
    public static double GradientNormAtOrigin(IReadOnlyList<int> sizes) =>
        Math.Sqrt(new CentredSizes(sizes).Eigenvalues[0]) / sizes.Sum(n => (double)n);
}
