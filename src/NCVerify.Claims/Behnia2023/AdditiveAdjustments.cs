using NCVerify.Theory;

namespace NCVerify.Claims.Behnia2023;

/// <summary>RW-03. Class weights and additive logit adjustments do not change the limit geometry, only the way to it</summary>
public sealed class AdditiveAdjustments : CostSensitiveClaim
{
    /// <inheritdoc/>
    public override string Id => "RW-03";

    /// <inheritdoc/>
    public override string Title => "Class weights and additive logit adjustments do not change the limit geometry, only the way to it";

    /// <inheritdoc/>
    protected override string Place => "Derived here for the losses that the paper studies";

    /// <inheritdoc/>
    public override Provenance Provenance => Provenance.New;

    /// <inheritdoc/>
    public override string Statement => Sizes + "\n" + """
        Let the loss of a sample of class $j$ be $\omega_j\log\left(1+\sum_{c\ne j}\exp(-\delta_j(z_j-z_c)-(\iota_j-\iota_c)+s_j)\right)$ with weights $\omega_j$, label-dependent temperatures $\delta_j$, logit offsets $\iota_j$ (logit adjustment: $\iota_j=\tau\log n_j$)
        and additive margins $s_j$. As the ridge $\lambda\to 0$ the gaps of the minimiser are
        $$z_j-z_c=\frac{1}{\delta_j}\left[\log\frac{1}{\lambda}+\log\omega_j+2\log\delta_j-\log(-S_{cj})-(\iota_j-\iota_c)+s_j\right]+o(1),\quad S=(PD\operatorname{diag}(\delta)^{-2}P)^{\dagger/2}.$$
        So the limit geometry is that of the temperatures alone (RW-01), which is SELI for $\delta=1$, whatever the weights, offsets and margins are. Under step imbalance the whole path solves the four equations of SELI-13 with $\omega\delta\pi$ for the residuals $\pi$.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        EnoughDimensions,
        "At a finite ridge these losses differ a lot; the statement is about the limit and its first correction.",
    ];

    /// <inheritdoc/>
    public override string Control =>
        "Label-dependent temperatures $\\delta_c=\\sqrt{n_c}$ do change the limit: for $m=k=2$, $R=100$ the classifiers stay 0.55 away from SELI at $\\log(1/\\lambda)=2300$.";

    /// <inheritdoc/>
    public override IReadOnlyList<OracleKind> Oracles => [OracleKind.ClosedForm, OracleKind.Certificate, OracleKind.Solver];

    /// <inheritdoc/>
    public override string Finding =>
        "At $R=100$ ($m=k=2$) and $\\log(1/\\lambda)=2300$ plain cross-entropy, weights $1/n$ and $n^{-1/2}$ and logit adjustment with $\\tau=1$ are all within 0.003 of SELI in the logits, and their classifiers are 0.55 from an ETF. At $\\log(1/\\lambda)=7$ logit adjustment is farther from the ETF (0.770) than plain cross-entropy (0.590).";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters =>
    [
        .. Take.Step.Select(p => p with { Required = p.Required && p.Name != "nMin", Meaning = p.Name == "nMin" ? p.Meaning + "; 1 when left out" : p.Meaning }),
        .. Take.SumLambda.Select(p => p with { Meaning = p.Meaning + "; adds the solution at this ridge" }),
        new("omegaMaj", "loss weight of majority samples, positive; 1 when left out", Required: false),
        new("omegaMin", "loss weight of minority samples, positive; 1 when left out", Required: false),
        new("deltaMaj", "label-dependent temperature of majority samples, positive; 1 when left out", Required: false),
        new("deltaMin", "label-dependent temperature of minority samples, positive; 1 when left out", Required: false),
        new("iotaMajMinusMin", "logit offset of majority minus that of minority classes; 0 when left out", Required: false),
        new("marginMaj", "additive margin of majority samples; 0 when left out", Required: false),
        new("marginMin", "additive margin of minority samples; 0 when left out", Required: false),
    ];

    /// <inheritdoc/>
    protected override Prediction Derive(ParameterSet parameters)
    {
        if (!parameters.Has("nMin"))
        {
            parameters = Copy(parameters).Set("nMin", 1.0);
        }

        StepProfile step = Read.Step(parameters);
        double Factor(string name) => parameters.Has(name) ? parameters.Positive(name) : 1;
        double Term(string name) => parameters.Has(name) ? parameters.Number(name) : 0;
        var loss = new StepLoss(Factor("omegaMaj"), Factor("omegaMin"), Factor("deltaMaj"), Factor("deltaMin"), Term("iotaMajMinusMin"), Term("marginMaj"), Term("marginMin"));
        var limit = new StepGapConstants(step, loss);
        Prediction prediction = new Prediction()
            .AddIfAny("majMaj", limit.MajMaj)
            .AddIfAny("majMin", limit.MajMin)
            .AddIfAny("minMin", limit.MinMin)
            .AddIfAny("minMaj", limit.MinMaj);
        if (!parameters.Has("lambdaSum") && !parameters.Has("logInverseLambda"))
        {
            return prediction;
        }

        StepPath path = Read.Path(step, parameters, loss);
        return prediction
            .AddAll(new Prediction { { "a", path.A }, { "e", path.E }, { "p", path.P }, { "q", path.Q } })
            .AddIfAny("gapMajMaj", path.GapMajMaj)
            .AddIfAny("gapMajMin", path.GapMajMin)
            .AddIfAny("gapMinMin", path.GapMinMin)
            .AddIfAny("gapMinMaj", path.GapMinMaj)
            .AddAll(new Prediction { { "logits", path.Logits }, { "WWT", path.ClassifierGram }, { "HTH", path.MeanGram } });
    }

    private static ParameterSet Copy(ParameterSet parameters)
    {
        var copy = new ParameterSet();
        foreach (string name in parameters.Names.Where(n => parameters.Has(n)))
        {
            copy.Set(name, parameters.Number(name));
        }

        return copy;
    }
}
