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

    private static void AssertRejected(Action build, string part)
    {
        EdgeRouterException? e = Assert.Throws<EdgeRouterException>(() => build());
        Assert.That(e!.Id, Is.EqualTo("ER1101"));
        Assert.That(e.ExitCode, Is.EqualTo(ExitCode.BadInput));
        Assert.That(e.Message, Does.Contain(part));
    }
}
