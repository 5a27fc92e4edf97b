using NCVerify.Claims;
using NCVerify.Conformance;
using NCVerify.Numerics;
using NCVerify.Specs.Harness;
using NCVerify.Specs.Sukenik2023;
using NCVerify.Theory;
using MseF2 = NCVerify.Claims.Sukenik2024.CodesBeatCollapse;

namespace NCVerify.Specs.Sukenik2024;

/// <summary>MSE-F2: explicit ReLU chains of low rank cost less than deep neural collapse; every weight is written down and evaluated.</summary>
public sealed class CodesBeatCollapse : ClaimSpec<MseF2>
{
    private static IEnumerable<TestCaseData> Codes()
    {
        yield return Case("K3 code", 4, 0.02676);
        yield return Case("K3 code", 6, 0.02);
        yield return Case("SRG r=4", 4, 0.01338);
        yield return Case("triangle code r=5", 3, 0.01);
        yield return Case("half-subset code r=6", 2, 0.006);
    }

    private static IEnumerable<TestCaseData> NotEnoughLayers()
    {
        yield return Case("SRG r=4", 3, 0.01338);
        yield return Case("SRG r=5", 3, 0.01);
    }

    [Oracle(OracleKind.ClosedForm), TestCaseSource(nameof(Codes))]
    public void EvaluatedDirectlyTheCodeIsLower(string name, int layers, double lambda) => Check(name, layers, lambda);

    [Oracle(OracleKind.Flow), TestCaseSource(nameof(Codes))]
    public void GradientDescentFromItGoesLowerStill(string name, int layers, double lambda)
    {
        Prediction p = At(name, layers, lambda);
        double end = Chain(layers, lambda).Descend(Construction(name, layers, lambda, p.Number("zetaConstruction")), 300, 0.05);
        Expect("value after 300 steps minus that of the code", end - p.Number("FConstruction")).ToBeAtMost(-1e-5, Within.Of(0, "the code is not critical"));
        Expect("value after 300 steps minus that of collapse", end - p.Number("FDnc")).ToBeAtMost(-1e-3, Within.Of(0, "clearly lower"));
        Expect("value after 300 steps", end).ToBeAtLeast(0.5 * p.Number("FConstruction"), Within.Of(0, "it stays near the code"));
    }

    [Test, Oracle(OracleKind.ClosedForm)]
    public void WhatTheTriangleCodeLooksLike()
    {
        Matrix[] factors = Construction("triangle code r=5", 3, 0.01, 1);
        Matrix first = factors[0] * factors[^1], second = factors[1] * first.Map(x => Math.Max(x, 0));
        Expect("output at scale 1", ReluChain.Output(factors)).ToEqual(Matrix.Identity(10), Within.Of(1e-12, "rounding"));
        Expect("rank of the first pre-activation", ReluCode.SingularValues(first).Count(s => s > 1e-9)).ToEqual(5.0, Within.Of(0, "ten classes in five dimensions"));
        Draw(new Figure
        {
            Claim = Claim.Id,
            Id = "triangle-code",
            Title = "Signals of the triangle code, K = 10, M = 3",
            Caption = "Ten classes as the edges of a complete graph of five vertices; after the first layer five dimensions, after the second one unit per triangle, of which only those that contain the edge are positive.",
            RefutedBy = "an output that is not the identity",
            HeatMaps = [new HeatMap("first pre-activation", first), new HeatMap("second pre-activation", second)],
        });
    }

    [Oracle(OracleKind.ClosedForm), Control, TestCaseSource(nameof(NotEnoughLayers))]
    public void GraphsAloneAreNotLowerWithThreeLayers(string name, int layers, double lambda) => Check(name, layers, lambda);

    private void Check(string name, int layers, double lambda)
    {
        Prediction p = At(name, layers, lambda);
        Matrix[] factors = Construction(name, layers, lambda, p.Number("zetaConstruction"));
        int k = factors[^1].Columns;
        Matrix[] collapse = ReluStarts.Scaled(Matrix.Identity(k), [.. Enumerable.Repeat(Matrix.Identity(k), layers - 1)], [.. Enumerable.Repeat(lambda, layers)], lambda, 1, p.Number("zetaDnc"));
        Expect("output of the code", ReluChain.Output(factors)).ToEqual(Matrix.Identity(k).Scale(p.Number("zetaConstruction")), Within.Of(1e-12, "rounding of a pseudo-inverse"));
        Expect("objective of the code, evaluated from its weights", Chain(layers, lambda).Value(factors)).ToEqual(p["FConstruction"], Within.Rounding);
        Expect("objective of collapse, evaluated from its weights", Chain(layers, lambda).Value(collapse)).ToEqual(p["FDnc"], Within.Rounding);
        Expect("code minus collapse", p.Number("FConstruction") - p.Number("FDnc")).ToBeAtMost(-1e-3, Within.Of(1e-9, "clearly lower"));
        Expect("energies over those of collapse", p.Number("energyProduct") / p.Number("KPowMPlus1")).ToBeAtMost(1, Within.Of(1e-9, "the criterion"));
    }

    private static Matrix[] Construction(string name, int layers, double lambda, double zeta)
    {
        ReluCode code = MseF2.Code(name, layers);
        return ReluStarts.Scaled(code.FirstPreactivation, code.OtherLayers, [.. Enumerable.Repeat(lambda, layers)], lambda, 1, zeta);
    }

    private static ReluChain Chain(int layers, double lambda) => new(1, [.. Enumerable.Repeat(lambda, layers)], lambda);

    private static TestCaseData Case(string name, int layers, double lambda) =>
        new TestCaseData(name, layers, lambda).SetArgDisplayNames($"code = {name.Replace(" r=", " of ", StringComparison.Ordinal)}", $"M = {layers}", $"lambda = {Exact.Format(lambda)}");

    private Prediction At(string name, int layers, double lambda) => Predict(("name", name), ("M", layers), ("n", 1), ("lambdaEach", lambda));
}
