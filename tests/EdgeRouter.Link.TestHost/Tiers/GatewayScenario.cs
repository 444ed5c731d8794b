using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Aeron.TestHost;
using EdgeRouter.Core.Links;
using EdgeRouter.Journal;
using EdgeRouter.Link.Gateways;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Link.TestHost.Tiers;

/// <summary>A gateway whose venue remembers in a file of its own what it was given.</summary>
internal static class GatewayScenario
{
    private const ulong JournalId = 0xB0B;

    public static int Run(Arguments arguments)
    {
        using CancellationTokenSource over = Lifetime.Begin(arguments);
        using AeronClient? client = TierClient.Connect(arguments, "gateway", over.Token);
        if (client is null)
        {
            return 1;
        }

        HostTime time = new();
        using AeronTransport transport = new(client, TierClient.Streams(arguments, isRouter: false), time);
        using JournalWriter journal = TestJournals.Open(arguments.Text("--journal"), JournalId, time);
        using ScriptedVenue venue = new(arguments.Text("--venue"), time);
        LinkOptions link = new() { Tier = LinkTier.Gateway, PeerTier = LinkTier.Router, Incarnation = (ulong)time.NowNs, SourceId = 2 };
        using GatewayEndpoint endpoint = new(new GatewayOptions { Link = link }, transport, journal, venue, time);
        venue.Attach(endpoint);
        endpoint.AskForUnanswered();
        Console.WriteLine($"READY {endpoint.Unanswered.Count}");
        StateLines lines = new(endpoint.Session);
        IIdleStrategy idle = IdleStrategies.Create("backoff");
        while (!over.IsCancellationRequested)
        {
            int work = endpoint.Poll();
            venue.Work();
            lines.Look();
            idle.Idle(work);
        }

        return 0;
    }
}
