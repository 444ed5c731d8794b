using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.State;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Deadlines;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Engine.State;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Lab.Faults;

/// <summary>One life of the router's process: what a crash takes away.</summary>
internal sealed class RouterProcess : IDisposable
{
    private readonly SessionHeader _header;

    public RouterProcess(FaultOptions options, IRecordLog log, IOrderGateway gateway, Saboteur saboteur)
    {
        RouterSetup setup = FaultWorld.Setup(options);
        Output = new JournalingOutput(saboteur.Log(log), saboteur.Gateway(gateway));
        Shard = new RouterShard<MemoirDepthProtocol, NoProbe>(setup, saboteur.Output(Output), default);
        var chain = new ScorerChain([ScorerLink.Of(new RowHashScorer())], long.MaxValue, new NoTicks());
        Loop = new RouterLoop<NoProbe>(Shard.Engine, Output, chain, chain, journalsPackets: true);
        _header = new SessionHeader { RunId = "faults", Policy = setup.Policy, Seed = options.Seed, StartTimeNs = FaultWorld.StartNs };
    }

    public JournalingOutput Output { get; }

    public RouterShard<MemoirDepthProtocol, NoProbe> Shard { get; }

    public RouterLoop<NoProbe> Loop { get; }

    public RouterState State => Shard.State;

    public void Begin() => Output.BeginSession(_header);

    /// <summary>Applies records to a state, as a recovery does.</summary>
    public static RecoveryResult Fold(RouterState state, IReadOnlyList<byte[]> records, int from)
    {
        var fold = new StateFold(state);
        for (int i = from; i < records.Count; i++)
        {
            _ = ProtocolReader.Dispatch(records[i], ref fold);
        }

        return new RecoveryResult(from, records.Count, fold.RecordCount, fold.InputCount, 0);
    }

    /// <summary>Brings the state back, from a snapshot where there is one, and goes on.</summary>
    public void Recover(IReadOnlyList<byte[]> records, ReadOnlySpan<byte> snapshot, int snapshotCount, long nowNs)
    {
        if (snapshotCount > 0)
        {
            var reader = new StateReader(snapshot);
            State.Load(ref reader);
        }

        Recovered = Fold(State, records, snapshotCount);
        RecoveredHash = State.HashWith(new StateWriter());
        Shard.Engine.Resume(Recovered, nowNs, () => Output.BeginSession(_header));
        Loop.Settle();
    }

    public RecoveryResult Recovered { get; private set; }

    public ulong RecoveredHash { get; private set; }

    public void Dispose() => Shard.Dispose();

    private sealed class NoTicks : ITickCounter
    {
        public long Ticks => 0;

        public double NsPerTick => 1.0;
    }
}
