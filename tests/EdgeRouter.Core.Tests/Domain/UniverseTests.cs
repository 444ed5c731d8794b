using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Core.Tests.Domain;

[TestFixture]
public sealed class UniverseTests
{
    private static readonly Instrument First = new() { Id = new InstrumentId(0), Symbol = "AAA" };
    private static readonly Venue Lit = new() { Id = new VenueId(0), Name = "LITA", Kind = VenueKind.Lit };

    [Test]
    public void ShouldFindByDenseId()
    {
        var universe = new Universe([First], [Lit, Lit with { Id = new VenueId(1), Name = "DRKA", Kind = VenueKind.Midpoint }]);
        Assert.That(universe[new VenueId(1)].Name, Is.EqualTo("DRKA"));
        Assert.That(universe[new VenueId(1)].IsDisplayed, Is.False);
        Assert.That(universe[new InstrumentId(0)].Symbol, Is.EqualTo("AAA"));
    }

    [Test]
    public void ShouldNameWhatIsWrong()
    {
        AssertRejected(() => new Universe([], [Lit]), "at least one instrument");
        AssertRejected(() => new Universe([First], [Lit, Lit]), "0, 1, 2");
        AssertRejected(() => new Universe([First], [Lit, Lit with { Id = new VenueId(1) }]), "LITA");
        AssertRejected(() => new Universe([First with { TickNanos = 0 }], [Lit]), "AAA");
    }

    [Test]
    public void ShouldAdoptNewerEntriesInPlace()
    {
        var universe = new Universe([First, First with { Id = new InstrumentId(1), Symbol = "BBB" }], [Lit]);
        Assert.That(universe.Version, Is.Zero);
        ReadOnlySpan<Instrument> watched = universe.Instruments;
        var next = new Universe(
            [First with { TickNanos = 5_000_000 }, First with { Id = new InstrumentId(1), Symbol = "BBB", RoundLot = 10 }],
            [Lit with { TakerFeeNanos = 2_900_000, IsProtected = false }]);
        universe.Adopt(next, 20_261_120);
        Assert.That(universe.Version, Is.EqualTo(20_261_120));
        Assert.That((watched[0].TickNanos, watched[1].RoundLot), Is.EqualTo((5_000_000L, 10)), "who holds the list sees the new entries");
        Assert.That((universe[new VenueId(0)].TakerFeeNanos, universe[new VenueId(0)].IsProtected), Is.EqualTo((2_900_000L, false)));
        Assert.That(next.Version, Is.Zero);
    }

    [Test]
    public void ShouldAdoptNothingOfOtherNamesOrAnotherOrder()
    {
        Instrument second = First with { Id = new InstrumentId(1), Symbol = "BBB" };
        Venue dark = Lit with { Id = new VenueId(1), Name = "DRKA", Kind = VenueKind.Midpoint };
        Universe[] others =
        [
            new([First], [Lit, dark]),
            new([First, second, First with { Id = new InstrumentId(2), Symbol = "CCC" }], [Lit, dark]),
            new([First with { Symbol = "BBB" }, second with { Symbol = "AAA" }], [Lit, dark]),
            new([First, second with { Symbol = "bbb" }], [Lit, dark]),
            new([First, second], [Lit]),
            new([First, second], [Lit with { Name = "DRKA" }, dark with { Name = "LITA" }]),
        ];
        foreach (Universe other in others)
        {
            var universe = new Universe([First, second], [Lit, dark]);
            universe.Adopt(new Universe([First, second], [Lit, dark]), 1);
            EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => universe.Adopt(other, 2))!;
            Assert.That((error.Id, error.ExitCode), Is.EqualTo(("ER1102", ExitCode.BadInput)));
            Assert.That((universe.Version, universe.Instruments.Length, universe.Venues.Length), Is.EqualTo((1UL, 2, 2)));
            Assert.That((universe.Instruments[0], universe.Instruments[1], universe.Venues[1]), Is.EqualTo((First, second, dark)));
        }
    }

    private static void AssertRejected(Action build, string part)
    {
        EdgeRouterException? e = Assert.Throws<EdgeRouterException>(() => build());
        Assert.That(e!.Id, Is.EqualTo("ER1101"));
        Assert.That(e.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(e.Message, Does.Contain(part));
    }
}
