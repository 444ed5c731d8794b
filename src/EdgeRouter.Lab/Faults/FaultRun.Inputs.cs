using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Lab.Faults;

/// <content>What reaches the router. Whoever gives it something gives it again after a crash, until its journal has it.</content>
public sealed partial class FaultRun
{
    private readonly List<Action<RouterLoop<NoProbe>>> _unacknowledged = [];
    private ControlView _acknowledgedView;
    private bool _crashesAfterSend;
    private int _crashCount;
    private int _snapshotCount;
    private byte[] _snapshot = [];

    private void Give(Action<RouterLoop<NoProbe>> input)
    {
        _unacknowledged.Add(input);
        Perform(input);
    }

    private void Give(ControlInput input) => Give(loop =>
    {
        ControlInput timed = input with { TimeNs = _happenings.NowNs };
        loop.Advance(timed.TimeNs);
        _view = _view.With(timed);
        if (_saboteur.Takes(timed))
        {
            loop.OnControl(timed);
        }
    });

    private void Reload(int width) => Give(loop =>
    {
        loop.Advance(_happenings.NowNs);
        _view = _view with { LimitsWidth = width };
        if (_saboteur.TakesLimits())
        {
            RiskLimits limits = _saboteur.Limits(FaultWorld.Limits(width, _view.IsStrict));
            loop.TryConfigure(ConfigurationKind.RiskLimits, RiskLimitsJson.Format(limits), _happenings.NowNs, out _);
        }
    });

    // Whoever says it again sends the same file.
    private void LoadReference()
    {
        byte[] file = _references.Next(_happenings.NowNs);
        Give(loop =>
        {
            loop.Advance(_happenings.NowNs);
            bool isTaken = loop.TryConfigure(ConfigurationKind.ReferenceData, file, _happenings.NowNs, out string problem);
            _findings.Require(isTaken, Invariant.ReferenceObeyed, $"reference data were refused: {problem}");
        });
    }

    private void Deliver(ExecutionReport report)
    {
        if (_saboteur.Report(report) is { } told)
        {
            Give(loop => loop.OnExecutionReport(told with { ReceiveTimeNs = InputNs() }));
        }
    }

    private void Deliver(ushort port, byte[] payload) => Perform(loop => loop.OnPacket(new Datagram
    {
        Payload = payload,
        DestinationPort = port,
        ReceiveTimeNs = InputNs(),
    }));

    private void Perform(Action<RouterLoop<NoProbe>> input)
    {
        if (!_findings.IsEmpty)
        {
            return;
        }

        try
        {
            input(_process.Loop);
        }
        catch (CrashSignal)
        {
            Restart();
        }
    }

    private void Acknowledge()
    {
        if (_log.CommittedCount < _log.Records.Count && !_log.IsFailing)
        {
            _process.Output.TryCommit();
        }

        if (_log.CommittedCount == _log.Records.Count)
        {
            _unacknowledged.Clear();
            _acknowledgedView = _view;
            if (_random.NextBool(0.02))
            {
                _snapshot = _states.Save(_process.State);
                _snapshotCount = _log.Records.Count;
            }
        }
    }
}
