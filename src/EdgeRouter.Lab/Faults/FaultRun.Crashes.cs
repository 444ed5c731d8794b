using EdgeRouter.Core.Time;

namespace EdgeRouter.Lab.Faults;

/// <content>Crashes and recoveries.</content>
public sealed partial class FaultRun
{
    private bool _isRefreshing;

    private RouterProcess NewProcess() => new(_options, _log, this, _saboteur);

    private void PlanCrash()
    {
        if (_options.CrashAt > 0 && _crashCount == 0)
        {
            _log.CrashAtCount = _options.CrashAt;
        }
        else if (_options.CrashEvery is > 0 and { } every && !_isCalm)
        {
            _log.CrashAtCount = _log.Records.Count + every;
        }
    }

    private void CrashSoon()
    {
        if (_random.NextBool(0.3))
        {
            _crashesAfterSend = true;
        }
        else
        {
            _log.CrashAtCount = _log.Records.Count + 1 + _random.NextInt32(10);
        }
    }

    // What reached the disc comes back; the market has gone on, and everybody says again what was not acknowledged.
    private void Restart()
    {
        _crashCount++;
        _crashesAfterSend = false;
        bool keepsAll = _options.CrashEvery is not null || _options.CrashAt > 0;
        int spare = _log.Records.Count - _log.CommittedCount;
        _log.Cut(keepsAll ? _log.Records.Count : _log.CommittedCount + _random.NextInt32(spare + 1));
        _log.CrashAtCount = -1;
        _view = ControlView.Either(_view, _acknowledgedView);
        _process.Dispose();
        _book = new RecordBook(_findings);
        _book.Read(_log.Records);
        _process = NewProcess();
        bool fromSnapshot = _snapshotCount > 0 && _snapshotCount <= _log.Records.Count && _random.NextBool(0.5);
        _process.Recover(_log.Records, _snapshot, fromSnapshot ? _snapshotCount : 0, _happenings.NowNs);
        _states.Recovered(_process, _log);
        RefreshSoon();
        foreach (Action<Engine.RouterLoop<Core.Probes.NoProbe>> input in _unacknowledged.ToArray())
        {
            input(_process.Loop);
        }

        PlanCrash();
    }

    // Books come back by one refresh, however often the process died meanwhile.
    private void RefreshSoon()
    {
        if (_isRefreshing)
        {
            return;
        }

        _isRefreshing = true;
        _happenings.After(5 * TimeUnits.Millisecond, () =>
        {
            _isRefreshing = false;
            _market.Refresh();
        });
    }
}
