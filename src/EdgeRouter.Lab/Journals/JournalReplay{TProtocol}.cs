using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Journal;

namespace EdgeRouter.Lab.Journals;

/// <summary>Runs a journal again, in the setup that it begins with, and holds every record against it. Market data: give the capture's packets to
/// <see cref="OnPacket"/> in order, nothing where the journal has them itself; then call <see cref="GiveNext"/> until it is false. Stops at the first
/// difference: what comes after it means nothing.</summary>
/// <typeparam name="TProtocol">Protocol of the venues' feeds.</typeparam>
public sealed class JournalReplay<TProtocol> : IPacketHandler, IDisposable
    where TProtocol : struct, IFeedProtocol
{
    private readonly JournalOutline _outline;
    private readonly JournalReplayer<NoProbe> _replayer;

    /// <summary>Builds the router that replays.</summary>
    /// <param name="outline">The journal; it has a setup.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER1131: the setup cannot be read; what the parts of a router throw.</exception>
    public JournalReplay(JournalOutline outline)
    {
        _outline = outline;
        _replayer = new JournalReplayer<NoProbe>(outline.Directory, Build);
    }

    /// <summary>Market data packets given so far.</summary>
    public long PacketCount => _replayer.PacketCount;

    /// <summary>Inputs and packets given so far.</summary>
    public long DoneCount => _replayer.InputCount + _replayer.PacketCount;

    /// <summary>Whether a record differed.</summary>
    public bool HasDeparted => _replayer.Log.FirstDifference != 0;

    /// <inheritdoc/>
    public void OnPacket(in Datagram datagram)
    {
        if (!HasDeparted)
        {
            _replayer.OnPacket(datagram);
        }
    }

    /// <summary>Gives the journal's next input.</summary>
    /// <returns>False when there is none, or a record differed.</returns>
    public bool GiveNext() => !HasDeparted && _replayer.GiveNext();

    /// <summary>What it came to; to be called at the end.</summary>
    public JournalReplayResult Result()
    {
        ComparingLog log = _replayer.Log;
        bool isUnwritten = HasDeparted && log.Expected.Length == 0 && !_outline.IsClosed;
        long written = log.NextSequence - 1;
        JournalDifference? difference = HasDeparted && !isUnwritten ? JournalDifference.Of(log.FirstDifference, log.Expected, log.Actual)
            : written < _outline.LastSequence ? JournalDifference.Of(log.NextSequence, RecordAt(log.NextSequence), [])
            : null;
        return new JournalReplayResult(
            _outline.RecordCount,
            log.EqualCount,
            _replayer.InputCount,
            _replayer.PacketCount,
            _replayer.RestartCount,
            isUnwritten ? written - _outline.LastSequence : 0,
            difference);
    }

    /// <inheritdoc/>
    public void Dispose() => _replayer.Dispose();

    // The universe changes with reference data: every start gets its own.
    private ReplayTarget<NoProbe> Build(IRecordLog log)
    {
        var output = new JournalingOutput(log, new SilentGateway());
        var shard = new RouterShard<TProtocol, NoProbe>(_outline.ReadSetup(), output, default);
        return new ReplayTarget<NoProbe>(shard.Engine, output, shard);
    }

    private byte[] RecordAt(long sequence)
    {
        using var reader = new JournalReader(_outline.Directory);
        reader.SeekTo(sequence);
        return reader.TryRead(out JournalRecord record) ? record.Payload.ToArray() : [];
    }
}
