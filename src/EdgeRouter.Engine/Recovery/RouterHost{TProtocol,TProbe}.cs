using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.State;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Deadlines;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Journal;

namespace EdgeRouter.Engine.Recovery;

/// <summary>A router process's start and end: opens the journal, begins it or recovers from it, writes who begins to write, and goes on. The start is control
/// plane; inputs go to <see cref="Loop"/>.</summary>
/// <typeparam name="TProtocol">Protocol of the venues' feeds.</typeparam>
/// <typeparam name="TProbe">Stage probe.</typeparam>
public sealed class RouterHost<TProtocol, TProbe> : IDisposable
    where TProtocol : struct, IFeedProtocol
    where TProbe : struct, IStageProbe
{
    private readonly JournalWriter _journal;
    private readonly byte[] _setup;

    private RouterHost(RouterHostOptions options, JournalWriter journal, IOrderGateway gateway, TProbe probe, ScorerChain? costs, ScorerChain? actionValues)
    {
        _journal = journal;
        _setup = RouterSetupJson.Format(options.Setup);
        Output = new JournalingOutput(new JournalLog(journal), gateway, options.SourceId);
        RequireFitting(_setup.Length);
        Shard = new RouterShard<TProtocol, TProbe>(options.Setup, Output, probe);
        Snapshots = new RouterSnapshots(new SnapshotStore(journal), options.SnapshotIntervalRecords);
        Loop = new RouterLoop<TProbe>(Shard.Engine, Output, costs, actionValues, options.JournalsPackets, Snapshots);
    }

    /// <summary>Takes the inputs.</summary>
    public RouterLoop<TProbe> Loop { get; }

    /// <summary>The shard.</summary>
    public RouterShard<TProtocol, TProbe> Shard { get; }

    /// <summary>What the engine writes to.</summary>
    public JournalingOutput Output { get; }

    /// <summary>Saves the state now and then: see <see cref="RouterLoop{TProbe}.SaveWhenDue"/>.</summary>
    public RouterSnapshots Snapshots { get; }

    /// <summary>What was found in the journal; all zeros for a new one.</summary>
    public RecoveryResult Recovered { get; private set; }

    /// <summary>The journal, for links that send what stands in it.</summary>
    public JournalWriter Journal => _journal;

    /// <summary>How the journal was found: torn or not, new or not.</summary>
    public JournalRecovery JournalFound => _journal.Recovery;

    /// <summary>Snapshots that could not be used.</summary>
    public IReadOnlyList<SnapshotInfo> SkippedSnapshots { get; private set; } = [];

    /// <summary>Starts, or starts again: every child that was open is asked for at its venue.</summary>
    /// <param name="options">What and where.</param>
    /// <param name="gateway">Where orders leave.</param>
    /// <param name="clock">The time of the start.</param>
    /// <param name="probe">Stage probe.</param>
    /// <param name="costs">Scores for policies that weigh costs; null = nobody scores them.</param>
    /// <param name="actionValues">Scores for policies that go by action values; null = nobody scores them.</param>
    /// <exception cref="EdgeRouterException">ER50xx: the journal cannot be used. ER1132, ER1133, ER1134, ER1140: it does not give the state. ER1135: the setup
    /// does not fit a record. Others: the setup is wrong.</exception>
    public static RouterHost<TProtocol, TProbe> Start(
        RouterHostOptions options, IOrderGateway gateway, IClock clock, TProbe probe, ScorerChain? costs = null, ScorerChain? actionValues = null)
    {
        JournalWriter journal = JournalWriter.Open(options.Journal, clock);
        RouterHost<TProtocol, TProbe>? host = null;
        try
        {
            host = new RouterHost<TProtocol, TProbe>(options, journal, gateway, probe, costs, actionValues);
            host.Begin(options, clock.NowNs);
            return host;
        }
        catch
        {
            host?.Shard.Dispose();
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Ends the session in order: the journal's last record, and a snapshot.</summary>
    public void End()
    {
        Output.EndSession();
        Loop.TrySave();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Shard.Dispose();
        _journal.Dispose();
    }

    private void Begin(RouterHostOptions options, long nowNs)
    {
        if (_journal.Recovery.LastSequence == 0)
        {
            Output.BeginInput(0, nowNs);
            BeginSession(options, nowNs);
        }
        else
        {
            var catalog = new SnapshotCatalog(_journal.Directory, _journal.JournalId);
            RecoveryResult found = RouterRecovery.Recover(Shard.State, _journal.Directory, catalog, _journal.Recovery.LastSequence);
            SkippedSnapshots = catalog.Skipped;
            Recovered = found with { InputCount = options.PacketCount ?? found.InputCount };
            Shard.Engine.Resume(Recovered, nowNs, () => BeginSession(options, nowNs));
        }

        Loop.Settle();
        Loop.TryRestoreStorage(Shard.Engine.NowNs);
    }

    private void BeginSession(RouterHostOptions options, long nowNs)
    {
        Output.BeginSession(options.Session with { StartTimeNs = nowNs });
        Output.OnConfiguration(ConfigurationKind.Setup, StateWriter.HashOf(_setup), _setup);
        Output.Release();
    }

    private void RequireFitting(int bytes)
    {
        if (bytes > Output.ConfigurationBytesMax)
        {
            throw EdgeRouterException.Usage(
                "ER1135", $"the setup has {bytes} bytes, a record of this journal holds {Output.ConfigurationBytesMax}: raise the journal's BufferBytes and SegmentBytes");
        }
    }
}
