using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.State;
using EdgeRouter.Routing.Policies.Dark;

namespace EdgeRouter.Routing.Tests.Policies.Dark;

[TestFixture]
public sealed class HiddenVolumeDaysTests
{
    private const int Seed = 20260711;

    [Test]
    public void ShouldKeepEveryCurveOverTheNight()
    {
        HiddenVolume today = Of("DRKA", "AAA");
        today.OnChildEnded(new ChildOrder { Action = RouteAction.Midpoint, VenueId = new VenueId(1), InstrumentId = new InstrumentId(0), Quantity = 800, SendTimeNs = 20_000L * 86_400_000_000_000 }, 300, wasRejected: false);
        HiddenVolume tomorrow = Of("DRKA", "AAA");
        tomorrow.LoadDay(today.SaveDay());
        Assert.That(StateOf(tomorrow), Is.EqualTo(StateOf(today)).And.Not.EqualTo(StateOf(Of("DRKA", "AAA"))));
    }

    [TestCase("DRKB", "AAA")]
    [TestCase("DRKA", "AAB")]
    public void ShouldRefuseThoseOfOthers(string venue, string symbol)
    {
        EdgeRouterException? e = Assert.Throws<EdgeRouterException>(() => Of(venue, symbol).LoadDay(Of("DRKA", "AAA").SaveDay()));
        Assert.That((e!.Id, e.Message), Is.EqualTo(("ER1140", "the estimates of hidden volume are of other venues or instruments: start without them")));
    }

    [Test]
    public void ShouldChangeNothingWhereTheyAreDamaged()
    {
        HiddenVolume today = Of("DRKA", "AAA");
        today.OnChildEnded(new ChildOrder { Action = RouteAction.Midpoint, VenueId = new VenueId(1), InstrumentId = new InstrumentId(0), Quantity = 800, SendTimeNs = 20_000L * 86_400_000_000_000 }, 300, wasRejected: false);
        byte[] good = today.SaveDay();
        HiddenVolume other = Of("DRKA", "AAA");
        byte[] before = StateOf(other);
        var random = new DeterministicRandom(Seed);
        int refused = 0;
        for (int i = 0; i < 500; i++)
        {
            byte[] bad = i % 2 == 0 ? good[..random.NextInt32(good.Length)] : [.. good];
            if (i % 2 == 1)
            {
                bad[random.NextInt32(bad.Length)] ^= (byte)(1 << random.NextInt32(8));
            }

            try
            {
                other.LoadDay(bad);
                other = Of("DRKA", "AAA");
            }
            catch (EdgeRouterException e)
            {
                refused++;
                Assert.That((e.Id, StateOf(other).AsSpan().SequenceEqual(before)), Is.EqualTo(("ER1140", true)), $"seed {Seed}, case {i}");
            }
        }

        Assert.That(refused, Is.GreaterThan(250));
    }

    private static byte[] StateOf(HiddenVolume volume)
    {
        var writer = new StateWriter();
        volume.Save(writer);
        return [.. writer.Written];
    }

    private static HiddenVolume Of(string darkVenue, string symbol) => new(
        new Universe(
            [new Instrument { Id = new InstrumentId(0), Symbol = symbol }],
            [new Venue { Id = new VenueId(0), Name = "LITA", Kind = VenueKind.Lit }, new Venue { Id = new VenueId(1), Name = darkVenue, Kind = VenueKind.Midpoint }]),
        new DarkExploreOptions());
}
