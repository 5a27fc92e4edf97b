using NCVerify.Claims;
using static NCVerify.Conformance.Tests.Samples;

namespace NCVerify.Conformance.Tests;

public sealed class ClaimVerdictTest
{
    private static readonly EvidenceRecord[] BitingControl = [Test(control: true, test: "C"), Observation(error: 1, control: true, test: "C")];

    [Test]
    public void VerifiedWhenEveryComparisonHoldsAndTheControlBites()
    {
        ClaimVerdict verdict = Judge([.. BitingControl, Test(), Observation(error: 5e-10), Observation(error: 1e-9)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Verified));
            Assert.That(verdict.AsExpected);
            Assert.That(verdict.Unexpected, Is.False);
            Assert.That(verdict.WorstRatio, Is.EqualTo(1.0));
            Assert.That(verdict.Reasons.Single(), Is.EqualTo("2 comparisons all hold, and 1 control fails as it must."));
            Assert.That(verdict.Controls, Is.EqualTo((1, 1)));
        }
    }

    [Test]
    public void RefutedByOneFiniteFailure()
    {
        ClaimVerdict verdict = Judge([.. BitingControl, Test(TestOutcome.Failed), Observation(), Observation(error: 3e-9)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Refuted));
            Assert.That(verdict.Unexpected);
            Assert.That(verdict.WorstRatio, Is.EqualTo(3).Within(1e-12));
            Assert.That(verdict.Reasons[0], Is.EqualTo("T: contrast is off by 3e-9, 3 times the tolerance."));
        }
    }

    [Test]
    public void AFiniteFailureOutweighsANaNAndAMissingControl()
    {
        ClaimVerdict verdict = Judge([Test(TestOutcome.Failed), Observation(error: double.NaN), Observation(error: 1)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Refuted));
            Assert.That(verdict.Reasons, Has.Some.Contains("NaN").And.Some.Contains("No control"));
        }
    }

    [Test]
    public void TheSameComputationForAClaimThatIsExpectedToBeRefuted()
    {
        ClaimRecord claim = Claim(expected: Verdict.Refuted);
        ClaimVerdict refuted = Judge([.. BitingControl, Test(), Observation(error: 1)], claim);
        ClaimVerdict held = Judge([.. BitingControl, Test(TestOutcome.Failed), Observation()], claim);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((refuted.Verdict, refuted.AsExpected), Is.EqualTo((Verdict.Refuted, true)));
            Assert.That((held.Verdict, held.Unexpected), Is.EqualTo((Verdict.Verified, true)));
        }
    }

    [TestCase(double.NaN, 1e-9)]
    [TestCase(double.PositiveInfinity, 1e-9)]
    [TestCase(double.NegativeInfinity, 1e-9)]
    [TestCase(0, double.NaN)]
    [TestCase(0, double.PositiveInfinity)]
    [TestCase(0, -1e-9)]
    public void InconclusiveWhenAComparisonCannotSpeak(double error, double tolerance)
    {
        ClaimVerdict verdict = Judge([.. BitingControl, Test(), Observation(), Observation(error, tolerance)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(verdict.Unexpected);
            Assert.That(verdict.Reasons.Single(), Does.Contain("contrast"));
        }
    }

    [Test]
    public void AnOracleThatDidNotDeliverNeitherVerifiesNorRefutes()
    {
        TestRecord stuck = Test(TestOutcome.Inconclusive, message: "gap 1e-3 after 500 iterations");
        ClaimVerdict silent = Judge([.. BitingControl, stuck]);
        ClaimVerdict withNumbers = Judge([.. BitingControl, stuck, Observation(error: 1)]);
        ClaimVerdict beside = Judge([.. BitingControl, stuck, Test(TestOutcome.Failed, test: "U"), Observation(error: 1, test: "U")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(silent.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(silent.Reasons.Single(), Does.Contain("gap 1e-3"));
            Assert.That(withNumbers.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(beside.Verdict, Is.EqualTo(Verdict.Refuted));
        }
    }

    [Test]
    public void ATestWithoutComparisonsIsNoEvidence()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Judge([.. BitingControl, Test()]).Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(Judge([.. BitingControl, Test(TestOutcome.Failed, message: "boom")]).Reasons.Single(), Does.Contain("boom"));
            Assert.That(Judge([.. BitingControl, Test(), Observation(control: true, error: 1)]).Verdict, Is.EqualTo(Verdict.Inconclusive), "control comparisons do not verify");
        }
    }

    [Test]
    public void AFailureThatNothingExplainsIsADoubtAndASnapshotIsNot()
    {
        ClaimVerdict unexplained = Judge([.. BitingControl, Test(TestOutcome.Failed, message: "boom"), Observation()]);
        ClaimVerdict snapshot = Judge([.. BitingControl, Test(TestOutcome.Failed, snapshot: "not equal: a"), Observation()]);
        ClaimVerdict approved = Judge([.. BitingControl, Test(TestOutcome.Failed, snapshot: "equal"), Observation()]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(unexplained.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(snapshot.Verdict, Is.EqualTo(Verdict.Verified));
            Assert.That(approved.Verdict, Is.EqualTo(Verdict.Inconclusive));
        }
    }

    // Error, tolerance, whether it bites: finite and more than ten times the tolerance.
    [TestCase(1e-7, 1e-9, true)]
    [TestCase(1e-8, 1e-9, false)]
    [TestCase(9e-9, 1e-9, false)]
    [TestCase(0, 1e-9, false)]
    [TestCase(1e-300, 0, true)]
    [TestCase(0, 0, false)]
    [TestCase(double.NaN, 1e-9, false)]
    [TestCase(double.PositiveInfinity, 1e-9, false)]
    public void AControlBitesOnlyDecisively(double error, double tolerance, bool bites)
    {
        ClaimVerdict verdict = Judge([Test(), Observation(), Test(control: true, test: "C"), Observation(error, tolerance, control: true, test: "C")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(verdict.Verdict, Is.EqualTo(bites ? Verdict.Verified : Verdict.Inconclusive));
            Assert.That(verdict.Controls, Is.EqualTo((bites ? 1 : 0, 1)));
            Assert.That(verdict.Reasons.Single(), Does.Contain(bites ? "must" : "Control C does not bite"));
        }
    }

    [Test]
    public void OneDecisiveCheckIsEnoughForAControlButEveryControlMustHaveOne()
    {
        EvidenceRecord[] rest = [Test(), Observation(), .. BitingControl];
        ClaimVerdict mixed = Judge([.. rest, Observation(control: true, test: "C")]);
        ClaimVerdict second = Judge([.. rest, Test(control: true, test: "D"), Observation(control: true, test: "D")]);
        ClaimVerdict empty = Judge([.. rest, Test(control: true, test: "D")]);
        ClaimVerdict stuck = Judge([.. rest, Test(TestOutcome.Inconclusive, control: true, test: "D"), Observation(error: 1, control: true, test: "D")]);
        ClaimVerdict notRun = Judge([.. rest, Test(TestOutcome.NotRun, control: true, test: "D", message: "tier")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mixed.Verdict, Is.EqualTo(Verdict.Verified));
            Assert.That(second.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(empty.Reasons.Single(), Is.EqualTo("Control D made no comparison."));
            Assert.That(stuck.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(notRun.Verdict, Is.EqualTo(Verdict.Verified), "a control of another tier says nothing either way");
        }
    }

    [Test]
    public void WithoutAControlThatWasRunNothingIsVerified()
    {
        ClaimVerdict none = Judge([Test(), Observation()]);
        ClaimVerdict skipped = Judge([Test(), Observation(), Test(TestOutcome.NotRun, control: true, test: "C", message: "data absent")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(none.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(none.Reasons.Single(), Does.Contain("none is recorded"));
            Assert.That(skipped.Verdict, Is.EqualTo(Verdict.Inconclusive));
            Assert.That(skipped.Reasons.Single(), Does.Contain("data absent"));
        }
    }

    [Test]
    public void AnOrdinaryComparisonInsideAControlMustStillHold() =>
        Assert.That(Judge([.. BitingControl, Test(), Observation(), Observation(error: 1, test: "C")]).Verdict, Is.EqualTo(Verdict.Refuted));

    [Test]
    public void NotRunOnlyWhenNothingRan()
    {
        TestRecord skipped = Test(TestOutcome.NotRun, message: "data absent: MNIST");
        ClaimVerdict nothing = Judge([]);
        ClaimVerdict controlOnly = Judge([.. BitingControl]);
        ClaimVerdict allSkipped = Judge([skipped, .. BitingControl]);
        ClaimVerdict someSkipped = Judge([skipped, Test(test: "U"), Observation(test: "U"), .. BitingControl]);
        ClaimVerdict failedFirst = Judge([skipped, Observation(error: 1)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((nothing.Verdict, nothing.Reasons.Single()), Is.EqualTo((Verdict.NotRun, "no spec ran")));
            Assert.That(nothing.AsExpected, Is.False);
            Assert.That(nothing.Unexpected, Is.False);
            Assert.That(controlOnly.Verdict, Is.EqualTo(Verdict.NotRun));
            Assert.That((allSkipped.Verdict, allSkipped.Reasons.Single()), Is.EqualTo((Verdict.NotRun, "data absent: MNIST")));
            Assert.That(someSkipped.Verdict, Is.EqualTo(Verdict.Verified));
            Assert.That(someSkipped.Reasons[1], Is.EqualTo("1 test not run: data absent: MNIST"));
            Assert.That(failedFirst.Verdict, Is.EqualTo(Verdict.Refuted));
        }
    }

    [Test]
    public void ARunThatWasCutOffVerifiesNothingItDidNotReach()
    {
        ClaimRecord claim = Claim(oracles: [OracleKind.Certificate, OracleKind.Solver]);
        EvidenceRecord[] half = [claim, Test(), Observation(), .. BitingControl];
        Verdict Of(bool complete, params EvidenceRecord[] more) => ClaimVerdict.Of(Evidence.Of([.. half, .. more], complete), "HL-3").Verdict;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Of(complete: true), Is.EqualTo(Verdict.Verified));
            Assert.That(Of(complete: false), Is.EqualTo(Verdict.Inconclusive));
            Assert.That(Of(complete: false, Test(test: "S", oracle: OracleKind.Solver), Observation(test: "S")), Is.EqualTo(Verdict.Verified));
            Assert.That(Of(complete: false, Observation(test: "unfinished")), Is.EqualTo(Verdict.Inconclusive));
            Assert.That(Of(complete: true, Observation(test: "unfinished")), Is.EqualTo(Verdict.Inconclusive));
        }
    }

    [Test]
    public void OtherClaimsDoNotCount()
    {
        Evidence evidence = Evidence.Of([Claim(), Claim("HL-10"), Claim("HL-4"), Test(), Observation(), .. BitingControl, Observation(error: 1, claim: "HL-4")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClaimVerdict.All(evidence).Select(v => (v.Claim, v.Verdict)), Is.EqualTo(new[] { ("HL-3", Verdict.Verified), ("HL-4", Verdict.Refuted), ("HL-10", Verdict.NotRun) }));
            Assert.That(() => ClaimVerdict.Of(evidence, "HL-5"), Throws.ArgumentException.With.Message.Contains("HL-5"));
        }
    }

    [TestCase(2e-9, 1e-9, 2)]
    [TestCase(-1, 1e-9, 0)]
    [TestCase(0, 0, 0)]
    [TestCase(1e-300, 0, double.PositiveInfinity)]
    [TestCase(double.NaN, 1, double.NaN)]
    public void TheRatioIsTheErrorInUnitsOfTheTolerance(double error, double tolerance, double ratio) =>
        Assert.That(Observation(error, tolerance).Ratio(), Is.EqualTo(ratio).Within(1).Ulps);

    /// <summary>Every small combination: verified means that nothing failed, was silent, or had no teeth, and nothing else does.</summary>
    [Test]
    public void VerifiedIsSaidOnlyWithEveryPartOfIt()
    {
        double[] errors = [0, 2e-9, 1, double.NaN];
        TestOutcome[] outcomes = Enum.GetValues<TestOutcome>();
        foreach (double error in errors)
        {
            foreach (TestOutcome outcome in outcomes)
            {
                foreach (double controlError in errors)
                {
                    foreach (TestOutcome controlOutcome in outcomes)
                    {
                        Verdict verdict = Judge([Test(outcome), Observation(error), Test(controlOutcome, control: true, test: "C"), Observation(controlError, control: true, test: "C")]).Verdict;
                        bool deserved = error == 0 && outcome == TestOutcome.Passed && controlError == 1 && (controlOutcome is TestOutcome.Passed or TestOutcome.Failed);
                        Assert.That(verdict == Verdict.Verified, Is.EqualTo(deserved), $"{error} {outcome} {controlError} {controlOutcome}");
                        Assert.That(verdict == Verdict.Refuted, Is.EqualTo(error > 1e-9 && outcome != TestOutcome.Inconclusive));
                    }
                }
            }
        }
    }

    private static ClaimVerdict Judge(EvidenceRecord[] records, ClaimRecord? claim = null) =>
        ClaimVerdict.Of(Evidence.Of([claim ?? Claim(), .. records]), "HL-3");
}
