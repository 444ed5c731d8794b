using EdgeRouter.Benchmarks.Scoring;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Engine;
using Perfolizer.Horology;

namespace EdgeRouter.Benchmarks.Routing;

/// <summary>Times ticks, in blocks, with and without parents that wait for a price which the ticks do not reach.</summary>
public sealed class ArmedTimes
{
    private const int BlockTicks = 200;
    private const int WarmUpMs = 50;
    private static readonly double NsPerTick = Chronometer.Frequency.ToResolution().Nanoseconds;
    private readonly double[] _idle;
    private readonly double[] _armed;

    /// <summary>Measures: one desk without waiting parents and one with them take the same ticks in turn.</summary>
    /// <param name="parents">Parents that wait.</param>
    /// <param name="blocks">Blocks of ticks to measure.</param>
    public ArmedTimes(int parents, int blocks)
    {
        _idle = new double[blocks];
        _armed = new double[blocks];
        using RoutingDesk idle = DeskWith(0);
        using RoutingDesk armed = DeskWith(parents);
        ArmedCount = armed.Engine.ArmedParentCount;
        LatencyMeter.WarmUp(_ => Time(idle), WarmUpMs);
        for (int i = 0; i < blocks; i++)
        {
            _idle[i] = Time(idle);
            _armed[i] = Time(armed);
        }

        Differences = [.. _idle.Zip(_armed, (a, b) => b - a).Order()];
        Array.Sort(_idle);
        Array.Sort(_armed);
    }

    /// <summary>Parents that waited.</summary>
    public int ArmedCount { get; }

    /// <summary>What a tick takes more with them, block by block, ns, ascending.</summary>
    public IReadOnlyList<double> Differences { get; }

    /// <summary>A tick without waiting parents, median of blocks, ns.</summary>
    public double IdleNs => _idle[_idle.Length / 2];

    /// <summary>A tick with them, median of blocks, ns.</summary>
    public double ArmedNs => _armed[_armed.Length / 2];

    private static RoutingDesk DeskWith(int parents)
    {
        var desk = new RoutingDesk(4, "best-price", new MemoryLog(), new StampingGateway(), Math.Max(16, parents));
        for (int i = 0; i < parents; i++)
        {
            bool isBuy = i % 2 == 0;
            desk.Engine.OnParentOrder(new ParentOrder
            {
                Id = new ParentOrderId(i + 1),
                Side = isBuy ? Side.Buy : Side.Sell,
                Type = OrderType.Limit,
                LimitPrice = new Price((isBuy ? 9_900 - (i % 500) : 10_100 + (i % 500)) * RoutingDesk.Cent),
                PermittedActions = RouteActions.Aggressive,
                Quantity = 100,
                ArrivalTimeNs = desk.NowNs,
            });
            while (desk.Engine.TryPrepare(out DecisionRequest request))
            {
                desk.Engine.Decide(request, EdgeRouter.Engine.Scoring.None);
            }
        }

        return desk;
    }

    // The best offer moves in by a cent and out again: each tick changes the touch.
    private static double Time(RoutingDesk desk)
    {
        byte[][] packets = new byte[BlockTicks][];
        for (int i = 0; i < BlockTicks; i++)
        {
            packets[i] = i % 2 == 0 ? desk.Add(1_000_000, Side.Sell, 10_000) : desk.Delete(1_000_000);
        }

        desk.NowNs += 1_000;
        long before = Chronometer.GetTimestamp();
        foreach (byte[] packet in packets)
        {
            desk.Give(packet);
        }

        return (Chronometer.GetTimestamp() - before) * NsPerTick / BlockTicks;
    }
}
