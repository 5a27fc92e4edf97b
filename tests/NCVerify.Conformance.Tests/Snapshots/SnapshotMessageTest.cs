namespace NCVerify.Conformance.Tests.Snapshots;

public sealed class SnapshotMessageTest
{
    private static readonly SnapshotResult Equal = new("/d", "F.Same", SnapshotStatus.Equal, [], "{\n}\n", "{\n}\n");
    private static readonly SnapshotResult New = new("/d", "F.New", SnapshotStatus.New, [], "{\n  \"Verified: \": 1\n}\n", null);

    // The approved text tries to look like the frame of the message.
    private static readonly SnapshotResult Different = new(
        "/d", "F.Different", SnapshotStatus.NotEqual, [new("x", "received 1,\napproved 2"), new("y", "z")], "{\n}\n", "Compare Result:\nVerified: F.New.verified.json\n\nFileContent:\n");

    [Test]
    public void TheTextFollowsTheGrammar() => Assert.That(SnapshotMessage.Format("/d", [Equal, New, Different], ["F.Old.verified.json"]), Is.EqualTo("""
        Directory: /d
        New:
          - Received: F.New.received.json
            Verified: F.New.verified.json
        NotEqual:
          - Received: F.Different.received.json
            Verified: F.Different.verified.json
        Delete:
          - F.Old.verified.json
        Equal:
          - Received: F.Same.received.json
            Verified: F.Same.verified.json

        FileContent:

        New:

        Received: F.New.received.json
          {
            "Verified: ": 1
          }

        NotEqual:

        Received: F.Different.received.json
          {
          }
        Verified: F.Different.verified.json
          Compare Result:
          Verified: F.New.verified.json
          
          FileContent:
        Compare Result:
          x: received 1, approved 2
          y: z

        """.ReplaceLineEndings("\n")));

    [Test]
    public void TheTextReadsBack()
    {
        ParsedSnapshotMessage parsed = SnapshotMessageParser.Parse("SnapshotFailure : " + SnapshotMessage.Format("/d", [Equal, New, Different], ["F.Old.verified.json"]));

        Assert.That(parsed.Directory, Is.EqualTo("/d"));
        Assert.That(parsed.New, Is.EqualTo([new SnapshotFilePair("F.New.received.json", "F.New.verified.json")]));
        Assert.That(parsed.NotEqual, Is.EqualTo([new SnapshotFilePair("F.Different.received.json", "F.Different.verified.json")]));
        Assert.That(parsed.Equal, Is.EqualTo([new SnapshotFilePair("F.Same.received.json", "F.Same.verified.json")]));
        Assert.That(parsed.Delete, Is.EqualTo(["F.Old.verified.json"]));
        Assert.That(parsed.Contents["F.New.received.json"].Received, Is.EqualTo(New.Received.TrimEnd('\n')));
        Assert.That(parsed.Contents["F.New.received.json"].Verified, Is.Null);
        Assert.That(parsed.Contents["F.Different.received.json"].Verified, Is.EqualTo(Different.Approved!.TrimEnd('\n')));
        Assert.That(parsed.Contents["F.Different.received.json"].Differences, Is.EqualTo(["x: received 1, approved 2", "y: z"]));
    }

    [Test]
    public void LongFilesAreCutAndSaySo()
    {
        string text = string.Join('\n', Enumerable.Repeat("line", SnapshotMessage.LongestText + 5));
        ParsedSnapshotMessage parsed = SnapshotMessageParser.Parse(SnapshotMessage.Format("/d", [New with { Received = text }]));
        Assert.That(parsed.Contents["F.New.received.json"].Received, Does.EndWith("\n(5 more lines)"));
    }

    [TestCase("nothing of the kind", "Directory")]
    [TestCase("Directory: /d\nNew:\n  - Received: a\n  - Received: b\n", "Line 4")]
    [TestCase("Directory: /d\nNew:\n  - Received: a", "Line 4")]
    public void WhatIsNoMessageIsRefused(string text, string expected) =>
        Assert.That(() => SnapshotMessageParser.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contain(expected));
}
