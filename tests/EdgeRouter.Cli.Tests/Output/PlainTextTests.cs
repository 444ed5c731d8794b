using EdgeRouter.Cli.Output;

namespace EdgeRouter.Cli.Tests.Output;

public sealed class PlainTextTests
{
    [TestCase("aeron:udp?endpoint=127.0.0.1:20001", "aeron:udp?endpoint=127.0.0.1:20001")]
    [TestCase("\u001b[2Jgone\r\nnew", " [2Jgone  new")]
    [TestCase("a\u202eb\u0085c", "a b c")]
    [TestCase("Grüße", "Grüße")]
    public void ShouldLeaveNothingThatMovesTheCursor(string text, string expected) => Assert.That(PlainText.Of(text), Is.EqualTo(expected));
}
