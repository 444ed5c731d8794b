using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Aeron.TestHost;
using EdgeRouter.Core.Links;
using EdgeRouter.Core.Time;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.TestHost.Tiers;

/// <summary>A router that gives orders at a pace, whatever becomes of its link, until a file says that it is enough. Then it says REST and how many there
/// were, once each of them has its report.</summary>
internal static class RouterScenario
{
    private const int CommitEvery = 3;

    public static int Run(Arguments arguments)
    {
        using CancellationTokenSource over = Lifetime.Begin(arguments);
        using AeronClient? client = TierClient.Connect(arguments, "router", over.Token);
        if (client is null)
        {
            return 1;
        }

        HostTime time = new();
        using AeronTransport transport = new(client, TierClient.Streams(arguments, isRouter: true), time);
        LinkOptions options = new() { Tier = LinkTier.Router, PeerTier = LinkTier.Gateway, Incarnation = (ulong)time.NowNs };
        RouterNode router = new(arguments.Text("--journal"), transport, options, time);
        using (router.Journal)
        using (router.Outbox)
        {
            Console.WriteLine($"READY {router.OrderCount}");
            Work(router, arguments, time, over.Token);
        }

        return 0;
    }

    // Two orders of three wait for the commit of the third: a kill finds some that are nowhere.
    private static void Work(RouterNode router, Arguments arguments, HostTime time, CancellationToken over)
    {
        string rest = arguments.Text("--rest");
        long paceNs = arguments.Number("--pace-us", 1_000) * TimeUnits.Microsecond;
        long nextNs = time.NowNs;
        StateLines lines = new(router.Session);
        IIdleStrategy idle = IdleStrategies.Create("backoff");
        bool isResting = false;
        while (!over.IsCancellationRequested)
        {
            int work = router.Poll();
            if (time.NowNs >= nextNs && !isResting)
            {
                nextNs = time.NowNs + paceNs;
                router.Order(1, commits: router.OrderCount % CommitEvery == 0);
                isResting = File.Exists(rest);
            }

            lines.Look();
            if (isResting && IsAtRest(router))
            {
                Console.WriteLine($"REST {router.OrderCount}");
                _ = over.WaitHandle.WaitOne();
            }

            idle.Idle(work);
        }
    }

    private static bool IsAtRest(RouterNode router)
    {
        router.Journal.Commit();
        return router.ReportCount >= router.OrderCount && router.Session is { State: LinkState.Up, UnconfirmedCount: 0 };
    }
}
