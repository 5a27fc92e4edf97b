namespace NCVerify.Numerics;

/// <summary>Rates of <see cref="OptimiserSteps.Adam"/>.</summary>
/// <param name="Rate">Learning rate.</param>
/// <param name="FirstDecay">beta_1: share of the first moment that is kept.</param>
/// <param name="SecondDecay">beta_2: share of the second moment that is kept.</param>
/// <param name="Epsilon">Added to the root of the second moment.</param>
/// <param name="WeightDecay">Weight decay lambda.</param>
/// <param name="Decoupled">Whether the decay shrinks the parameters by rate lambda (AdamW) and does not enter the gradient.</param>
public readonly record struct AdamSettings(double Rate, double FirstDecay = 0.9, double SecondDecay = 0.999, double Epsilon = 1e-8, double WeightDecay = 0, bool Decoupled = false);
