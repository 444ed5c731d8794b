using EdgeRouter.Benchmarks.Journal;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Journal;

namespace EdgeRouter.Benchmarks.Routing;

/// <summary>Times the recovery of a router's state from its journal: parents that each take one decision, its children, their acknowledgements and fills.</summary>
public static class RecoveryTimes
{
    private const int Venues = 4;

    /// <summary>Writes a journal and recovers it several times.</summary>
    /// <param name="folder">Where the journal is made; removed afterwards.</param>
    /// <param name="parents">Parents of the journal.</param>
    /// <param name="repetitions">Recoveries.</param>
    /// <param name="records">Records of the journal.</param>
    public static RepeatedTimes Measure(string folder, int parents, int repetitions, out long records)
    {
        Remove(folder);
        try
        {
            Write(folder, parents);
            RecoveryResult result = default;
            RoutingDesk? desk = null;
            RepeatedTimes times = RepeatedTimes.Measure(
                repetitions,
                2,
                () =>
                {
                    desk?.Dispose();
                    desk = new RoutingDesk(Venues, "best-price", new MemoryLog(), new StampingGateway(), 4096);
                },
                () => result = RouterRecovery.Replay(desk!.Engine.State, folder, long.MaxValue));
            desk?.Dispose();
            records = result.RecordCount;
            return times;
        }
        finally
        {
            Remove(folder);
        }
    }

    private static void Write(string folder, int parents)
    {
        using JournalWriter journal = JournalWriter.Open(
            new JournalOptions { Directory = folder, Fsync = JournalFsync.None, JournalId = 1, SpareBytes = 0 }, new ManualClock { NowNs = 1 });
        var gateway = new StampingGateway();
        using var desk = new RoutingDesk(Venues, "best-price", new JournalLog(journal), gateway, 4096);
        for (int i = 1; i <= parents; i++)
        {
            Trade(desk, gateway, i);
        }

        desk.Output.TryCommit();
    }

    private static void Trade(RoutingDesk desk, StampingGateway gateway, int number)
    {
        gateway.Clear();
        desk.NowNs += 1_000_000_000;
        desk.Engine.OnParentOrder(new ParentOrder
        {
            Id = new ParentOrderId(number),
            Side = number % 2 == 0 ? Side.Buy : Side.Sell,
            Type = OrderType.Limit,
            LimitPrice = new Price((number % 2 == 0 ? 10_005 : 9_995) * RoutingDesk.Cent),
            PermittedActions = RouteActions.Aggressive,
            Quantity = 400,
            ArrivalTimeNs = desk.NowNs,
        });
        while (desk.Engine.TryPrepare(out DecisionRequest request))
        {
            desk.Engine.Decide(request, EdgeRouter.Engine.Scoring.None);
        }

        ulong execution = (ulong)number * 100;
        foreach (ref readonly ChildOrder child in gateway.Orders)
        {
            desk.Engine.OnExecutionReport(ReportOf(child, desk.NowNs, ExecutionType.New, ChildOrderState.New, 0, 0));
            desk.Engine.OnExecutionReport(ReportOf(child, desk.NowNs, ExecutionType.Trade, ChildOrderState.Filled, child.Quantity, ++execution));
        }
    }

    private static ExecutionReport ReportOf(in ChildOrder child, long nowNs, ExecutionType type, ChildOrderState state, long filled, ulong execution) => new()
    {
        ChildId = child.Id,
        VenueId = child.VenueId,
        Type = type,
        State = state,
        ExecutionId = execution,
        LastQuantity = filled,
        LastPrice = filled > 0 ? child.LimitPrice : default,
        CumulativeQuantity = filled,
        LeavesQuantity = child.Quantity - filled,
        ReceiveTimeNs = nowNs,
    };

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
