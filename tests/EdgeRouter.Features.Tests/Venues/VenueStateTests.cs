using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.State;
using EdgeRouter.Features.Tests.Support;
using EdgeRouter.Features.Venues;

namespace EdgeRouter.Features.Tests.Venues;

/// <summary>Snapshots of the venue statistics: the same bytes again, the same behaviour from then on, and damage found out.</summary>
public sealed class VenueStateTests
{
    private const ulong Seed = 77;

    [Test]
    public void ShouldGoOnAlikeFromASnapshot()
    {
        using var first = new Shard();
        using var second = new Shard();
        var random = new DeterministicRandom(Seed);
        Walk(first.Venues, ref random, 0, 2_000);
        byte[] saved = Saved(first.Venues);
        Walk(second.Venues, ref random, 5_000, 50); // something else before: all of it must go
        Load(second.Venues, saved);
        Assert.That(Saved(second.Venues), Is.EqualTo(saved));
        DeterministicRandom copy = random;
        Walk(first.Venues, ref random, 2_000, 2_000);
        Walk(second.Venues, ref copy, 2_000, 2_000);
        Assert.That(Saved(second.Venues), Is.EqualTo(Saved(first.Venues)), $"seed {Seed}");
        Assert.That(Saved(first.Venues), Is.Not.EqualTo(saved));
        foreach (RouteAction action in Enum.GetValues<RouteAction>())
        {
            VenueEstimate estimate = first.Venues.Estimate(new VenueId(1), action, Shard.X, 300);
            Assert.That(second.Venues.Estimate(new VenueId(1), action, Shard.X, 300), Is.EqualTo(estimate));
            Assert.That(estimate.FillRate, Is.InRange(0.0, 1.0));
        }
    }

    [Test]
    public void ShouldFoldAJournalToTheSameBytes()
    {
        using var first = new Shard();
        using var second = new Shard();
        second.Quote(Shard.NowNs, 0, 5_000, 5_010); // another live market must not matter
        var random = new DeterministicRandom(Seed);
        DeterministicRandom copy = random;
        Walk(first.Venues, ref random, 0, 3_000);
        Walk(second.Venues, ref copy, 0, 3_000);
        Assert.That(Saved(second.Venues), Is.EqualTo(Saved(first.Venues)));
    }

    [Test]
    public void ShouldRefuseAnotherSetup()
    {
        using var small = new Shard();
        using var large = new Shard(new VenueStatisticsOptions { ChildCountMax = 128 });
        Assert.That(IdOf(large.Venues, Saved(small.Venues)), Is.EqualTo("ER1140"));
    }

    [Test]
    public void ShouldRefuseDamageOrLoadWhatIsWhole()
    {
        using var shard = new Shard();
        var random = new DeterministicRandom(Seed);
        Walk(shard.Venues, ref random, 0, 500);
        byte[] saved = Saved(shard.Venues);
        for (int length = 0; length < saved.Length; length += 31)
        {
            Assert.That(IdOf(shard.Venues, saved[..length]), Is.EqualTo("ER1140"), $"{length} bytes");
        }

        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = [.. saved];
            damaged[random.NextInt32(damaged.Length)] ^= (byte)(1 << random.NextInt32(8));
            try
            {
                Load(shard.Venues, damaged);
                Assert.That(Saved(shard.Venues), Has.Length.LessThanOrEqualTo(saved.Length + 200), "what was taken can be saved again");
                shard.Venues.Estimate(new VenueId(0), RouteAction.Take, Shard.X, 100);
            }
            catch (EdgeRouterException e)
            {
                Assert.That(e.Id, Is.EqualTo("ER1140"), $"seed {Seed}, step {i}");
            }
        }
    }

    [Test]
    public void ShouldAllocateNothingForRecords()
    {
        using var shard = new Shard();
        var random = new DeterministicRandom(Seed);
        Walk(shard.Venues, ref random, 0, 500);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Walk(shard.Venues, ref random, 500, 1_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    // Records of any kind in any order: children, reports of children sent or not, busts, mark-outs.
    private static void Walk(VenueStatistics statistics, ref DeterministicRandom random, int from, int count)
    {
        for (int i = from; i < from + count; i++)
        {
            long nowNs = Shard.NowNs + (i * 20_000_000L);
            long id = 1 + Math.Max(0, i - random.NextInt32(40));
            long mid = 9_990 + random.NextInt32(20);
            ChildOrder child = Shard.Child(id, (int)(id % 4), (RouteAction)(id % 3), id % 2 == 0 ? Side.Buy : Side.Sell, 100 * (1 + (id % 30)), nowNs, (int)(id / 7 % 2)) with
            {
                Bid = new Price((mid - 1) * Shard.Cent),
                Ask = new Price((mid + 1) * Shard.Cent),
            };
            switch (random.NextInt32(5))
            {
                case 0:
                case 1:
                    statistics.OnChildSent(child with { Id = new ChildOrderId(i + 1) });
                    break;
                case 2:
                    statistics.OnMarkOut(new MarkOut { ChildId = child.Id, Side = child.Side, FillPrice = child.Bid, Midpoint = child.Ask, TimeNs = nowNs });
                    break;
                default:
                    (ExecutionType type, ChildOrderState state) = random.NextInt32(6) switch
                    {
                        0 => (ExecutionType.New, ChildOrderState.New),
                        1 => (ExecutionType.Trade, ChildOrderState.PartiallyFilled),
                        2 => (ExecutionType.Trade, ChildOrderState.Filled),
                        3 => (ExecutionType.Rejected, ChildOrderState.Rejected),
                        4 => (ExecutionType.TradeBust, ChildOrderState.Cancelled),
                        _ => (ExecutionType.Cancelled, ChildOrderState.Cancelled),
                    };
                    statistics.OnReport(child, Shard.Report(type, state, random.NextInt32(3) * child.Quantity / 2, nowNs) with { Bid = child.Bid, Ask = child.Ask });
                    break;
            }
        }
    }

    private static byte[] Saved(VenueStatistics statistics)
    {
        var writer = new StateWriter();
        statistics.Save(writer);
        return writer.Written.ToArray();
    }

    private static void Load(VenueStatistics statistics, byte[] bytes)
    {
        var reader = new StateReader(bytes);
        statistics.Load(ref reader);
        Assert.That(reader.IsAtEnd, Is.True);
    }

    private static string IdOf(VenueStatistics statistics, byte[] bytes) => Assert.Throws<EdgeRouterException>(() => Load(statistics, bytes))!.Id;
}
