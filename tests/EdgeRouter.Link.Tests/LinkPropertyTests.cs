using EdgeRouter.Core.Time;
using EdgeRouter.Link.TestHost.Tiers;
using EdgeRouter.Link.Tests.Worlds;

namespace EdgeRouter.Link.Tests;

/// <summary>Whatever the network does and whoever is killed: at the end both sides have the same messages in the same order, none twice, none missing.</summary>
public sealed class LinkPropertyTests
{
    private const int Steps = 100;
    private static readonly int SeedCount = Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1" ? 50_000 : 600;

    [Test]
    public void ShouldLoseNothingAndDoubleNothing()
    {
        long longestNs = 0;
        long messages = 0;
        for (ulong seed = 1; seed <= (ulong)SeedCount; seed++)
        {
            using var world = new LinkWorld(seed);
            world.Play(Steps);
            long restNs = world.ComeToRest(TimeUnits.Second);
            Assert.That(restNs, Is.Not.Negative, $"seed {seed}: not at rest after a second of calm, router {world.Router.Session.State} {world.Router.Session.Refusal}, gateway {world.Gateway.Endpoint.Session.State}");
            messages += AssertSame(world, seed);
            longestNs = Math.Max(longestNs, restNs);
        }

        TestContext.Out.WriteLine($"seeds 1 to {SeedCount}, {messages} messages, at rest after at most {longestNs / 1e6:F0} ms");
        Assert.That(longestNs, Is.LessThan(250 * TimeUnits.Millisecond));
        Assert.That(messages, Is.GreaterThan(SeedCount * 50));
    }

    private static int AssertSame(LinkWorld world, ulong seed)
    {
        List<byte[]> router = TestJournals.Messages(world.RouterFolder);
        List<byte[]> gateway = TestJournals.Messages(world.GatewayFolder);
        byte[][] ordersOut = [.. router.Where(m => TestJournals.TemplateOf(m) == 20)];
        byte[][] ordersIn = [.. gateway.Where(m => TestJournals.TemplateOf(m) == 20)];
        Assert.That(ordersIn.All(TestJournals.CameByLink), Is.True);
        Assert.That(ordersIn.Select(TestJournals.Unstamped), Is.EqualTo(ordersOut), $"seed {seed}: orders");

        ulong[] reportsOut = [.. gateway.Where(m => TestJournals.TemplateOf(m) == 22).Select(ExecutionIdOf)];
        ulong[] reportsIn = [.. router.Where(m => TestJournals.TemplateOf(m) == 22).Select(ExecutionIdOf)];
        Assert.That(reportsIn, Is.EqualTo(reportsOut), $"seed {seed}: reports");

        long[] ids = [.. ordersOut.Select(m => BitConverter.ToInt64(m, 40))];
        Assert.That(world.AtVenues, Is.Unique.And.Ordered, $"seed {seed}: handed over");
        Assert.That(ids.Except(world.AtVenues), Is.SubsetOf(world.AskedFor), $"seed {seed}: neither handed over nor asked for");
        return ordersOut.Length + reportsOut.Length;
    }

    // Header 8, envelope 32, child and parent id.
    private static ulong ExecutionIdOf(byte[] message) => BitConverter.ToUInt64(message, 56);
}
