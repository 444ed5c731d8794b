using EdgeRouter.Aeron.Counters;
using EdgeRouter.Tools.Aeron.Views;

namespace EdgeRouter.Tools.Tests.Aeron;

/// <summary>Numbers of the types and codes as LINK.md and AERON.md §7 have them.</summary>
public sealed class CounterMeaningTests
{
    private const string OfLink = "link Router to Gateway, stream 4: state";

    [TestCase(1000, 0, "Connecting")]
    [TestCase(1000, 2, "Up")]
    [TestCase(1000, 4, "Down")]
    [TestCase(1000, 5, null)]
    [TestCase(1000, 256, null)]
    [TestCase(1000, -1, null)]
    [TestCase(1001, 0, "None")]
    [TestCase(1001, 3, "JournalBehind")]
    [TestCase(1002, 2, null)]
    [TestCase(1017, 1_700_000_000_123, "2023-11-14T22:13:20.123Z")]
    [TestCase(1017, 0, null)]
    [TestCase(1017, long.MaxValue, null)]
    public void ShouldNameTheCodesOfALink(int typeId, long value, string? expected) => Assert.That(CounterMeaning.Of(Counter(typeId, value, OfLink)), Is.EqualTo(expected));

    [TestCase(6, -1, "errored")]
    [TestCase(6, 1, "active")]
    [TestCase(7, 0, "initialising")]
    [TestCase(7, 2, "closing")]
    [TestCase(7, 9, null)]
    [TestCase(1, 1, null)]
    [TestCase(0, 2, null)]
    public void ShouldNameTheStatusOfAChannel(int typeId, long value, string? expected) => Assert.That(CounterMeaning.Of(Counter(typeId, value, "x")), Is.EqualTo(expected));

    [TestCase(34, 0x013501, "1.53.1")]
    [TestCase(43, 0x010000, "1.0.0")]
    [TestCase(43, -1, null)]
    [TestCase(33, 0x013501, null)]
    public void ShouldUnpackVersions(int id, long value, string? expected) => Assert.That(CounterMeaning.Of(Counter(0, value, "Version") with { Id = id }), Is.EqualTo(expected));

    [TestCase(1000, OfLink, "link")]
    [TestCase(1017, OfLink, "link")]
    [TestCase(1018, OfLink, "1018")]
    [TestCase(1000, "somebody else's", "1000")]
    [TestCase(4, "link to nowhere", "sub-pos")]
    [TestCase(17, "fc-receivers: 2", "fc-receivers")]
    public void ShouldTellALinkFromOtherApplications(int typeId, string label, string expected) =>
        Assert.That(CounterKindNames.Of(Counter(typeId, 2, label)), Is.EqualTo(expected));

    [Test]
    public void ShouldListEveryName() =>
        Assert.That(CounterKindNames.All, Is.SupersetOf(new[] { "system", "pub-lmt", "sub-pos", "naks-sent", "link" }).And.Unique.And.None.Matches<string>(name => int.TryParse(name, out _)));

    private static CounterInfo Counter(int typeId, long value, string label) => new(1, typeId, value, 0, 0, 0, new byte[112], label);
}
