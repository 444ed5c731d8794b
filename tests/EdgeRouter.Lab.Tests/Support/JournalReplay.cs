using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Journal;

namespace EdgeRouter.Lab.Tests.Support;

/// <summary>A fresh router that is told again what a journal says it was told: no market, no schedule, no scorer. It writes a journal of its own.</summary>
internal sealed class JournalReplay : IPacketHandler, IJournaledEngine, IOrderGateway, IDisposable
{
    private readonly JournalInputs _inputs;
    private readonly JournalWriter _journal;
    private readonly JournalingOutput _output;
    private readonly RouterShard<MemoirDepthProtocol, NoProbe> _shard;
    private long _packetCount;

    public JournalReplay(RouterSetup setup, string source, ulong journalId, string target)
    {
        _inputs = new JournalInputs(source);
        _journal = JournalWriter.Open(
            new JournalOptions { Directory = target, Fsync = JournalFsync.None, JournalId = journalId },
            new ManualClock { NowNs = _inputs.Header!.StartTimeNs });
        _output = new JournalingOutput(_journal, this);
        _shard = new RouterShard<MemoirDepthProtocol, NoProbe>(setup, _output, default);
        _output.BeginSession(_inputs.Header);
    }

    public int SentCount { get; private set; }

    public void OnPacket(in Datagram datagram)
    {
        GiveInputs(_packetCount++);
        _shard.Engine.OnPacket(datagram);
    }

    public void Complete()
    {
        GiveInputs(long.MaxValue);
        _output.EndSession();
    }

    public void OnParentOrder(in ParentOrder order) => _shard.Engine.OnParentOrder(order);

    public void OnExecutionReport(in ExecutionReport report) => _shard.Engine.OnExecutionReport(report);

    public void OnTimer(long nowNs) => _shard.Engine.OnTimer(nowNs);

    public void OnControl(in ControlInput input) => _shard.Engine.OnControl(input);

    public void Send(in ChildOrder order) => SentCount++;

    public void Cancel(in CancelRequest request)
    {
    }

    public void Dispose()
    {
        _shard.Dispose();
        _journal.Dispose();
        _inputs.Dispose();
    }

    private void GiveInputs(long packetCount)
    {
        while (_inputs.IsDueBefore(packetCount))
        {
            _inputs.Give(this);
            while (_shard.Engine.TryPrepare(out DecisionRequest request))
            {
                _inputs.TryTakeScores(request, out string scorer);
                _shard.Engine.Decide(request, scorer);
            }
        }
    }
}
