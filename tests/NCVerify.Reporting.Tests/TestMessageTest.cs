namespace NCVerify.Reporting.Tests;

public sealed class TestMessageTest
{
    [Test]
    public void TheNumbersOfASnapshotAreLeftOut()
    {
        const string message = "Directory: /somewhere\nNotEqual:\n  - Received: A.b.received.json\n    Verified: A.b.verified.json\n\nFileContent:\n\nNotEqual:\n\n{ \"value\": 1.25 }\nIf the new values are right, accept them: ncverify approve \"A.b\"";
        string text = TestMessage.Short(message);
        Assert.That(text, Does.StartWith("What was measured differs").And.EndWith("ncverify approve \"A.b\"").And.Not.Contain("1.25"));
    }

    [Test]
    public void OtherMessagesStayWhole() =>
        Assert.That(TestMessage.Short("SELI-05: 1 of 2 comparisons fail\n  x: error 2"), Is.EqualTo("SELI-05: 1 of 2 comparisons fail\n  x: error 2"));
}
