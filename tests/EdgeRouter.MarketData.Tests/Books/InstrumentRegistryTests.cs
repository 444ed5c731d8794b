using System.Text;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Books;

public sealed class InstrumentRegistryTests
{
    private const int UniverseCount = 2;
    private static readonly VenueId A = new(0);
    private static readonly VenueId B = new(1);
    private NativeRegion _region = null!;
    private MarketState _state = null!;

    [SetUp]
    public void SetUp()
    {
        _region = Market.Region();
        _state = Market.State(_region);
    }

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldTellVenuesNumbersApart()
    {
        InstrumentId atA = Number(A, 7);
        InstrumentId atB = Number(B, 7);
        Assert.That(atA, Is.Not.EqualTo(atB));
        Assert.That((Number(A, 7), Number(B, 7)), Is.EqualTo((atA, atB)));
        Assert.That((_state.NameOf(atA), _state.ExternalIdOf(atA), _state.NameOf(atB)), Is.EqualTo(("#7", 7L, "#7")));
    }

    [Test]
    public void ShouldShareASymbolOverTheVenues()
    {
        InstrumentId first = Symbol("ABC");
        Assert.That(Symbol("ABC"), Is.EqualTo(first));
        Assert.That(Symbol("ABCD"), Is.Not.EqualTo(first));
        Assert.That(_state.NameOf(first), Is.EqualTo("ABC"));
    }

    [Test]
    public void ShouldRefuseWhatItCannotKeep()
    {
        Assert.Multiple(() =>
        {
            Assert.That(_state.TryRegister(A, -1, out _), Is.False);
            Assert.That(_state.TryRegister(A, 1L << 56, out _), Is.False);
            Assert.That(_state.TryRegister(A, (1L << 56) - 1, out _), Is.True);
            Assert.That(_state.TryRegister([], out _), Is.False);
            Assert.That(_state.TryRegister(new byte[32], out _), Is.False);
            Assert.That(_state.InstrumentCount, Is.EqualTo(3));
        });
    }

    [Test]
    public void ShouldRefuseMoreThanItsCapacity()
    {
        for (int i = 2; i < 8; i++)
        {
            Number(A, i);
        }

        Assert.That(_state.TryRegister(A, 100, out _), Is.False);
        Assert.That(_state.TryRegister("NEW"u8, out _), Is.False);
        Assert.That(_state.TryRegister(A, 7, out _), Is.True);
    }

    [Test]
    public void ShouldOrderAlikeHoweverItWasFilled()
    {
        Symbol("MSFT");
        Number(B, 7);
        Number(A, 7);
        Symbol("AAPL");
        Number(A, 3);
        string first = Names();
        using NativeRegion region = Market.Region();
        _state = Market.State(region);
        Number(A, 3);
        Symbol("AAPL");
        Number(A, 7);
        Symbol("MSFT");
        Number(B, 7);
        Assert.That(first, Is.EqualTo("#3 #7 #7 AAPL MSFT"));
        Assert.That(Names(), Is.EqualTo(first));
        Assert.That(_state.InStableOrder()[..UniverseCount].Select(id => id.Value), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void ShouldShowAnAnnouncedNameAndKeepTheNumber()
    {
        InstrumentId id = Number(A, 7);
        _state.Name(id, "ESZ6"u8);
        _state.Name(id, "OTHER"u8);
        Assert.That((_state.NameOf(id), _state.ExternalIdOf(id), Number(A, 7)), Is.EqualTo(("ESZ6", 7L, id)));
    }

    private string Names() => string.Join(' ', _state.InStableOrder()[UniverseCount..].Select(_state.NameOf));

    private InstrumentId Number(VenueId venueId, long number)
    {
        Assert.That(_state.TryRegister(venueId, number, out InstrumentId id), Is.True);
        return id;
    }

    private InstrumentId Symbol(string symbol)
    {
        Assert.That(_state.TryRegister(Encoding.ASCII.GetBytes(symbol), out InstrumentId id), Is.True);
        return id;
    }
}
