using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Randomness;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Books;

public sealed class LevelBookBuilderTests
{
    private NativeRegion _region = null!;
    private MarketState _state = null!;
    private FeedCounters _counters = null!;
    private LevelBookBuilder _builder = null!;

    [SetUp]
    public void SetUp()
    {
        _region = Market.Region();
        _state = Market.State(_region);
        _counters = new FeedCounters();
        _builder = new LevelBookBuilder(_state, _counters);
        for (int i = 1; i <= 3; i++)
        {
            Apply(Side.Buy, BookAction.New, i, 100 - i, i * 10, i);
        }
    }

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldHoldLevelsBestFirst() => Assert.That(Bids, Is.EqualTo("99:10:1 98:20:2 97:30:3"));

    [Test]
    public void ShouldShiftDeeperLevelsDownOnNew()
    {
        Apply(Side.Buy, BookAction.New, 2, 985, 5, 9);
        Assert.That(Bids, Is.EqualTo("99:10:1 985:5:9 98:20:2 97:30:3"));
    }

    [Test]
    public void ShouldReplaceOnChange()
    {
        Apply(Side.Buy, BookAction.Change, 2, 98, 7, 1);
        Assert.That(Bids, Is.EqualTo("99:10:1 98:7:1 97:30:3"));
    }

    [Test]
    public void ShouldShiftUpOnDelete()
    {
        Apply(Side.Buy, BookAction.Delete, 1, 99, 0, 0);
        Assert.That(Bids, Is.EqualTo("98:20:2 97:30:3"));
    }

    [Test]
    public void ShouldEmptyTheSideOnDeleteThrough()
    {
        Apply(Side.Sell, BookAction.New, 1, 101, 1, 1);
        Apply(Side.Buy, BookAction.DeleteThrough, 1, 99, 0, 0);
        Assert.That(Bids, Is.Empty);
        Assert.That(Market.Asks(Book), Is.EqualTo("101:1:1"));
    }

    [Test]
    public void ShouldRemoveFromTheBestDownOnDeleteFrom()
    {
        Apply(Side.Buy, BookAction.DeleteFrom, 2, 98, 0, 0);
        Assert.That(Bids, Is.EqualTo("97:30:3"));
    }

    [Test]
    public void ShouldReplacePriceTooOnOverlay()
    {
        Apply(Side.Buy, BookAction.Overlay, 3, 96, 1, 1);
        Assert.That(Bids, Is.EqualTo("99:10:1 98:20:2 96:1:1"));
    }

    [Test]
    public void ShouldDropTheEleventhLevel()
    {
        for (int i = 4; i <= 10; i++)
        {
            Apply(Side.Buy, BookAction.New, i, 100 - i, i * 10, i);
        }

        Apply(Side.Buy, BookAction.New, 1, 100, 1, 1);
        Assert.That(Bids, Is.EqualTo("100:1:1 99:10:1 98:20:2 97:30:3 96:40:4 95:50:5 94:60:6 93:70:7 92:80:8 91:90:9"));
    }

    [Test]
    public void ShouldIgnoreAndCountALevelBeyondTheTenth()
    {
        Assert.That(Apply(Side.Buy, BookAction.New, 11, 50, 1, 1), Is.False);
        Assert.That(_counters.LevelsBeyondDepth, Is.EqualTo(1));
        Assert.That(Bids, Is.EqualTo("99:10:1 98:20:2 97:30:3"));
    }

    [Test]
    public void ShouldKeepHolesInPlaceInAnUnverifiedBook()
    {
        Apply(Side.Sell, BookAction.Change, 3, 103, 30, 3);
        Assert.That(Market.Asks(Book), Is.EqualTo("- - 103:30:3"));
        Assert.That(Book.HasAsk, Is.False);
        Apply(Side.Sell, BookAction.Delete, 1, 101, 0, 0);
        Assert.That(Market.Asks(Book), Is.EqualTo("- 103:30:3"));
        Apply(Side.Sell, BookAction.New, 1, 100, 1, 1);
        Assert.That(Market.Asks(Book), Is.EqualTo("100:1:1 - 103:30:3"));
        Assert.That(_counters.ImpossibleLevels, Is.Zero);
    }

    [TestCase(BookAction.New, 5)]
    [TestCase(BookAction.Change, 4)]
    [TestCase(BookAction.Delete, 4)]
    [TestCase(BookAction.DeleteFrom, 9)]
    public void ShouldCountAnImpossibleLevelAndStopVerifying(BookAction action, int level)
    {
        _state.SetTrust(_state.BookIndexOf(Market.X, Market.A), BookTrust.Verified);
        Apply(Side.Buy, action, level, 90, 1, 1);
        Assert.That(_counters.ImpossibleLevels, Is.EqualTo(1));
        Assert.That(Book.Trust, Is.EqualTo(BookTrust.Unverified));
    }

    [TestCase(0, 1L, Side.Buy, BookAction.New)]
    [TestCase(-5, 1L, Side.Buy, BookAction.New)]
    [TestCase(1, -1L, Side.Buy, BookAction.New)]
    [TestCase(1, 1L, Side.None, BookAction.New)]
    [TestCase(1, 1L, Side.Buy, (BookAction)77)]
    public void ShouldCountNonsense(int level, long quantity, Side side, BookAction action)
    {
        Assert.That(Apply(side, action, level, 1, quantity, 1), Is.False);
        Assert.That(_counters.ImpossibleLevels, Is.EqualTo(1));
        Assert.That(Bids, Is.EqualTo("99:10:1 98:20:2 97:30:3"));
    }

    [Test]
    public void ShouldAgreeWithAListOverRandomUpdates()
    {
        const ulong Seed = 20260101;
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        List<(long Price, long Quantity, int Count)> expected = [(99, 10, 1), (98, 20, 2), (97, 30, 3)];
        while (expected.Count < 10)
        {
            expected.Add((0, 0, 0));
        }

        for (int i = 0; i < 20_000; i++)
        {
            var action = (BookAction)random.NextInt32(6);
            int level = 1 + random.NextInt32(12);
            (long Price, long Quantity, int Count) entry = (1 + random.NextInt32(50), 1 + random.NextInt32(9), random.NextInt32(5));
            Apply(Side.Buy, action, level, entry.Price, entry.Quantity, entry.Count);
            ApplyToList(expected, action, level, entry);
            for (int k = 0; k < 10; k++)
            {
                Assert.That((Book.BidPrices[k], Book.BidQuantities[k], Book.BidOrderCounts[k]), Is.EqualTo(expected[k]));
            }
        }
    }

    private static void ApplyToList(List<(long Price, long Quantity, int Count)> list, BookAction action, int level, (long Price, long Quantity, int Count) entry)
    {
        if (level > 10)
        {
            return;
        }

        switch (action)
        {
            case BookAction.New:
                list.Insert(level - 1, entry);
                break;
            case BookAction.Change or BookAction.Overlay:
                list[level - 1] = entry;
                break;
            case BookAction.Delete:
                list.RemoveAt(level - 1);
                break;
            case BookAction.DeleteThrough:
                list.Clear();
                break;
            default:
                list.RemoveRange(0, level);
                break;
        }

        while (list.Count < 10)
        {
            list.Add((0, 0, 0));
        }

        list.RemoveRange(10, list.Count - 10);
    }

    private VenueBookView Book => _state.Book(Market.X, Market.A);

    private string Bids => Market.Bids(Book);

    private bool Apply(Side side, BookAction action, int level, long price, long quantity, int orders) =>
        _builder.Apply(Market.X, Market.A, Market.Level(side, action, level, price, quantity, orders));
}
