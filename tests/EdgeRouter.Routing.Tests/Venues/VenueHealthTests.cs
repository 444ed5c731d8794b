using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.State;
using EdgeRouter.Routing.Tests.Support;
using EdgeRouter.Routing.Venues;

namespace EdgeRouter.Routing.Tests.Venues;

[TestFixture]
public sealed class VenueHealthTests
{
    private static readonly VenueHealthOptions Options = new() { BackOffFirstNs = 100, BackOffMaxNs = 300, DisableRejectCount = 3, SilentCountMax = 2 };
    private static readonly VenueId Venue = new(2);

    [Test]
    public void ShouldClassifyEveryReasonAsThePageDoes([Values] RejectReason reason)
    {
        var page = OrdersPage.Table("| class | reasons |").Where(c => c.Column == "reasons").ToDictionary(c => Enum.Parse<RejectClass>(c.Row), c => c.Cell.Split(", "));
        RejectClass[] named = [.. page.Where(p => p.Value.Contains(reason.ToString())).Select(p => p.Key)];
        Assert.That(named, Has.Length.LessThanOrEqualTo(1));
        Assert.That(RejectClasses.Of(reason), Is.EqualTo(named.Length == 1 ? named[0] : RejectClass.RetryElsewhere));
    }

    [Test]
    public void ShouldPauseForAReasonThatItDoesNotKnow() => Assert.That(RejectClasses.Of((RejectReason)255), Is.EqualTo(RejectClass.BackOff));

    [Test]
    public void ShouldDoublePausesToABoundUntilAnOrderIsAccepted()
    {
        var health = new VenueHealth(4, Options);
        long now = 1000;
        foreach (long pause in new long[] { 100, 200, 300, 300 })
        {
            Assert.That(health.OnReject(Venue, RejectReason.VenueBusy, now), Is.EqualTo(VenueHealthChange.BackedOff));
            Assert.That((health.Unavailable(now + pause - 1), health.Unavailable(now + pause)), Is.EqualTo((4UL, 0UL)));
            Assert.That((health.NextAvailableNs(now), health.NextAvailableNs(now + pause)), Is.EqualTo((now + pause, long.MaxValue)));
            now += pause;
        }

        health.OnReport(Report(ExecutionType.New, now));
        health.OnReject(Venue, RejectReason.RateLimit, now);
        Assert.That(health.NextAvailableNs(now), Is.EqualTo(now + 100));
    }

    [Test]
    public void ShouldNotLengthenAPauseByWhatWasOnItsWay()
    {
        var health = new VenueHealth(4, Options);
        health.OnReject(Venue, RejectReason.VenueBusy, 1000);
        Assert.That(health.OnReject(Venue, RejectReason.VenueBusy, 1050), Is.EqualTo(VenueHealthChange.None));
        health.OnReport(Report(ExecutionType.New, 1060));
        Assert.That(health.Unavailable(1060), Is.EqualTo(4UL));
        health.OnReject(Venue, RejectReason.VenueBusy, 1100);
        Assert.That(health.NextAvailableNs(1100), Is.EqualTo(1300));
    }

    [Test]
    public void ShouldDisableAfterAFewRefusalsInARowUntilEnabled()
    {
        var health = new VenueHealth(4, Options);
        health.OnReject(Venue, RejectReason.UnknownClient, 1);
        health.OnReject(Venue, RejectReason.UnknownClient, 2);
        health.OnReport(Report(ExecutionType.New, 3));
        health.OnReject(Venue, RejectReason.UnknownClient, 4);
        health.OnReject(Venue, RejectReason.UnknownClient, 5);
        Assert.That(health.Disabled, Is.Zero);
        Assert.That(health.OnReject(Venue, RejectReason.UnknownClient, 6), Is.EqualTo(VenueHealthChange.Disabled));
        Assert.That(health.OnReject(Venue, RejectReason.UnknownClient, 7), Is.EqualTo(VenueHealthChange.None));
        Assert.That((health.Unavailable(long.MaxValue), health.NextAvailableNs(8)), Is.EqualTo((4UL, long.MaxValue)));
        health.OnControl(new ControlInput { Kind = ControlKind.VenueEnable, VenueId = Venue });
        Assert.That((health.Disabled, health.Unavailable(9)), Is.EqualTo((0UL, 0UL)));
    }

    [Test]
    public void ShouldDisableAtOnceWhenLockedOut() =>
        Assert.That(new VenueHealth(4, Options).OnReject(Venue, RejectReason.VenueLockout, 1), Is.EqualTo(VenueHealthChange.Disabled));

    [Test]
    public void ShouldPauseASilentVenue()
    {
        var health = new VenueHealth(4, Options);
        Assert.That(health.OnDoubt(Venue, 1), Is.EqualTo(VenueHealthChange.None));
        health.OnReport(Report(ExecutionType.CancelRejected, 2));
        Assert.That(health.OnDoubt(Venue, 3), Is.EqualTo(VenueHealthChange.None));
        Assert.That(health.OnDoubt(Venue, 4), Is.EqualTo(VenueHealthChange.BackedOff));
        Assert.That(health.Unavailable(5), Is.EqualTo(4UL));
    }

    [Test]
    public void ShouldIgnoreVenuesThatItDoesNotHave()
    {
        var health = new VenueHealth(2, Options);
        health.OnReject(Venue, RejectReason.VenueLockout, 1);
        health.OnDoubt(Venue, 1);
        health.OnReport(Report(ExecutionType.Rejected, 1));
        health.OnControl(new ControlInput { Kind = ControlKind.VenueDisable, VenueId = Venue });
        Assert.That(health.Unavailable(1), Is.Zero);
    }

    [Test]
    public void ShouldGoOnAlikeAfterALoad()
    {
        const ulong Seed = 21;
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        var health = new VenueHealth(4, Options);
        for (int i = 0; i < 3_000; i++)
        {
            if (i % 100 == 0)
            {
                byte[] bytes = Saved(health);
                var twin = new VenueHealth(4, Options);
                var reader = new StateReader(bytes);
                twin.Load(ref reader);
                Assert.That(Saved(twin), Is.EqualTo(bytes));
                DeterministicRandom copy = random;
                Assert.That(Step(twin, i, ref copy), Is.EqualTo(Step(health, i, ref random)));
            }

            Step(health, i, ref random);
        }
    }

    [Test]
    public void ShouldRefuseTheStateOfAnotherSetup()
    {
        byte[] bytes = Saved(new VenueHealth(4, Options));
        Assert.That(
            () =>
            {
                var reader = new StateReader(bytes);
                new VenueHealth(5, Options).Load(ref reader);
            },
            Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1140"));
    }

    [TestCase(0, 300, 3, 2)]
    [TestCase(100, 99, 3, 2)]
    [TestCase(100, 300, 0, 2)]
    [TestCase(100, 300, 3, 0)]
    public void ShouldRefuseOptionsOutOfRange(long first, long max, int refusals, int silent)
    {
        var options = new VenueHealthOptions { BackOffFirstNs = first, BackOffMaxNs = max, DisableRejectCount = refusals, SilentCountMax = silent };
        Assert.That(() => new VenueHealth(4, options), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1116"));
    }

    [Test]
    public void ShouldNotAllocate()
    {
        var health = new VenueHealth(4, Options);
        long now = 0;
        GcAssert.DoesNotAllocate(() =>
        {
            now += 77;
            health.OnReject(Venue, RejectReason.VenueBusy, now);
            health.OnDoubt(Venue, now);
            health.OnReport(Report(ExecutionType.New, now));
            _ = health.Unavailable(now);
        });
    }

    private static (VenueHealthChange Change, ulong Unavailable, long NextNs) Step(VenueHealth health, long now, ref DeterministicRandom random)
    {
        var venue = new VenueId((byte)random.NextInt32(4));
        VenueHealthChange change = random.NextInt32(4) switch
        {
            0 => health.OnDoubt(venue, now),
            1 => health.OnReport(Report(ExecutionType.New, now) with { VenueId = venue }),
            2 when random.NextBool(0.1) => Enable(health, venue),
            _ => health.OnReject(venue, (RejectReason)random.NextInt32(42), now),
        };
        return (change, health.Unavailable(now), health.NextAvailableNs(now));
    }

    private static VenueHealthChange Enable(VenueHealth health, VenueId venue)
    {
        health.OnControl(new ControlInput { Kind = ControlKind.VenueEnable, VenueId = venue });
        return VenueHealthChange.None;
    }

    private static byte[] Saved(VenueHealth health)
    {
        var writer = new StateWriter();
        health.Save(writer);
        return writer.Written.ToArray();
    }

    private static ExecutionReport Report(ExecutionType type, long now) => new() { Type = type, VenueId = Venue, ReceiveTimeNs = now };
}
