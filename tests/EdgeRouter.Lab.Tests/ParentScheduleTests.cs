using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Lab.Tests;

[TestFixture]
public sealed class ParentScheduleTests
{
    private static readonly Universe Two = new(
        [new Instrument { Id = new InstrumentId(0), Symbol = "AAA" }, new Instrument { Id = new InstrumentId(1), Symbol = "BBB" }],
        [new Venue { Id = new VenueId(0), Name = "LITA", Kind = VenueKind.Lit }]);

    private static readonly ParentScheduleOptions Options = new() { MeanIntervalSeconds = 2 };

    [Test]
    public void ShouldDrawTheSameOrdersForTheSameSeedAndOthersForAnother()
    {
        IReadOnlyList<ScheduledParent> a = Draw(5, 1);
        Assert.That(Draw(5, 1), Is.EqualTo(a));
        Assert.That(Draw(6, 1), Is.Not.EqualTo(a));
        Assert.That(Draw(5, 2).Select(p => p.Order.Quantity), Is.Not.EqualTo(a.Select(p => p.Order.Quantity)));
    }

    [Test]
    public void ShouldFollowTheOptions()
    {
        IReadOnlyList<ScheduledParent> parents = Draw(9, 1);
        long[] times = [.. parents.Select(p => p.Order.ArrivalTimeNs)];
        Assert.That(times, Is.Ordered);
        Assert.That(times[0], Is.GreaterThanOrEqualTo(30 * TimeUnits.Second));
        Assert.That(times[^1], Is.LessThan(TimeUnits.Hour - (30 * TimeUnits.Second)));
        Assert.That(parents.Select(p => p.Order.Id).Distinct().Count(), Is.EqualTo(parents.Count));
        Assert.That(parents, Has.All.Matches<ScheduledParent>(p => p.Order.Quantity % 100 == 0 && p.Order.Quantity is >= 100 and <= 6000));

        // Two instruments, 3,540 s, one each 2 s: 3,540 expected, deviation 60; sides fair.
        Assert.That(parents, Has.Count.InRange(3540 - 300, 3540 + 300));
        double buys = parents.Count(p => p.Order.Side == Side.Buy) / (double)parents.Count;
        Assert.That(buys, Is.EqualTo(0.5).Within(0.05));
        long[] sizes = [.. parents.Select(p => p.Order.Quantity).Order()];
        Assert.That(sizes[sizes.Length / 2], Is.InRange(500, 650), "median in whole lots");
    }

    [Test]
    public void ShouldGiveEveryParentItsTime()
    {
        Assert.That(Draw(9, 1).Select(p => p.Order.HorizonNs), Is.All.EqualTo(30 * TimeUnits.Second), "half a minute where nothing else is said");
        IReadOnlyList<ScheduledParent> endless = ParentSchedule.Draw(Options with { HorizonSeconds = 0 }, Two, 9, 1, 0, TimeUnits.Hour);
        Assert.That(endless.Select(p => p.Order.HorizonNs), Is.All.Zero);
        EdgeRouterException? e = Assert.Throws<EdgeRouterException>(() => (Options with { HorizonSeconds = -1 }).Validated());
        Assert.That(e!.Message, Does.Contain("HorizonSeconds"));
    }

    [Test]
    public void ShouldNameABadOption()
    {
        EdgeRouterException? e = Assert.Throws<EdgeRouterException>(() => (Options with { LimitFraction = 2 }).Validated());
        Assert.That(e!.Message, Does.Contain("LimitFraction"));
    }

    private static IReadOnlyList<ScheduledParent> Draw(ulong seed, int day) => ParentSchedule.Draw(Options, Two, seed, day, 0, TimeUnits.Hour);
}
