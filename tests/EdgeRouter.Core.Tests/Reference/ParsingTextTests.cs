using System.Text;
using EdgeRouter.Core.Reference.Parsing;

namespace EdgeRouter.Core.Tests.Reference;

[TestFixture]
public sealed class ParsingTextTests
{
    [TestCase("0", 0)]
    [TestCase("-0", 0)]
    [TestCase("1", 1_000_000_000)]
    [TestCase("-0.002", -2_000_000)]
    [TestCase("0.000000001", 1)]
    [TestCase("9223372036.854775807", long.MaxValue)]
    [TestCase("-9223372036.854775807", -long.MaxValue)]
    public void ShouldReadNanosExactly(string text, long nanos)
    {
        Assert.That(NanosText.TryParse(Encoding.ASCII.GetBytes(text), out long read), Is.True);
        Assert.That(read, Is.EqualTo(nanos));
    }

    [TestCase("")]
    [TestCase("-")]
    [TestCase("1.")]
    [TestCase(".5")]
    [TestCase("1e3")]
    [TestCase("0.0000000001")]
    [TestCase("9223372036.854775808")]
    [TestCase("99999999999")]
    [TestCase("1.5x")]
    public void ShouldRefuseWhatIsNotExact(string text) => Assert.That(NanosText.TryParse(Encoding.ASCII.GetBytes(text), out _), Is.False);

    [TestCase("1970-01-01T00:00:00Z", 0)]
    [TestCase("2024-03-10T07:00:00Z", 1_710_054_000_000_000_000)]
    [TestCase("2024-03-10T06:59:59.999999999Z", 1_710_053_999_999_999_999)]
    public void ShouldReadAndWriteInstants(string text, long timeNs)
    {
        Assert.That(TimeText.TryParseInstant(text, out long read), Is.True);
        Assert.That(read, Is.EqualTo(timeNs));
        Assert.That(TimeText.Instant(timeNs), Is.EqualTo(text));
    }

    [TestCase("")]
    [TestCase("2024-03-10")]
    [TestCase("2024-03-10T07:00Z")]
    [TestCase("2024-03-10T07:00:00")]
    [TestCase("2024-03-10T07:00:00.Z")]
    [TestCase("2024-03-10T07:60:00Z")]
    [TestCase("2024-03-10T07:00:00+00Z")]
    [TestCase("1969-12-31T07:00:00Z")]
    public void ShouldRefuseWhatIsNoInstant(string text) => Assert.That(TimeText.TryParseInstant(text, out _), Is.False);
}
