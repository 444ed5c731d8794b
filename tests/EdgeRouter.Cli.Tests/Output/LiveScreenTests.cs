using EdgeRouter.Cli.Output;

namespace EdgeRouter.Cli.Tests.Output;

public sealed class LiveScreenTests
{
    private const string Home = "\u001b[H";
    private const string Erase = "\u001b[K";
    private const string EraseBelow = "\u001b[J";

    [Test]
    public void ShouldDrawOverTheLastPicture() =>
        Assert.That(LiveScreen.Frame("one\ntwo\n", 80, 24), Is.EqualTo($"{Home}{Erase}one\n{Erase}two\n{EraseBelow}"));

    [Test]
    public void ShouldGoOnInTheNextRowWhereALineIsTooWide() =>
        Assert.That(Rows(LiveScreen.Frame("abcdefgh\nab\nabcd", 4, 24)), Is.EqualTo(new[] { "abcd", "efgh", "ab", "abcd" }));

    [TestCase(5, 6, 5)]
    [TestCase(6, 6, 5)]
    [TestCase(100, 6, 5)]
    [TestCase(100, 0, 23)]
    [TestCase(3, 1, 1)]
    public void ShouldNeverBeTallerThanTheTerminal(int lines, int height, int expectedRows)
    {
        string[] rows = Rows(LiveScreen.Frame(string.Join('\n', Enumerable.Range(1, lines)), 80, height));
        Assert.That(rows, Has.Length.EqualTo(expectedRows));
        if (lines > expectedRows)
        {
            Assert.That(rows[^1], Is.EqualTo($"… {lines - expectedRows + 1} more lines: --once shows all"));
            Assert.That(rows[..^1], Is.EqualTo(Enumerable.Range(1, expectedRows - 1).Select(line => $"{line}")));
        }
    }

    [Test]
    public void ShouldCutTheLastRowToo() => Assert.That(Rows(LiveScreen.Frame("1\n2\n3\n4", 10, 3)), Is.EqualTo(new[] { "1", "… 3 more l" }));

    private static string[] Rows(string frame)
    {
        Assert.That(frame, Does.StartWith(Home).And.EndsWith(EraseBelow));
        return [.. frame[Home.Length..^EraseBelow.Length].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row[Erase.Length..])];
    }
}
