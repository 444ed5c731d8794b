using EdgeRouter.Aeron.Counters;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>A client, as its driver knows it.</summary>
/// <param name="id">Its id.</param>
/// <param name="heartbeat">Counter in which it shows that it lives, ms since the epoch.</param>
internal sealed class DriverClient(long id, CounterCell heartbeat)
{
    /// <summary>Its id.</summary>
    public long Id { get; } = id;

    /// <summary>Counter in which it shows that it lives, ms since the epoch.</summary>
    public CounterCell Heartbeat { get; } = heartbeat;

    /// <summary>Whether it said that it ends.</summary>
    public bool IsClosing { get; set; }

    /// <summary>What it has.</summary>
    public List<Registration> Registrations { get; } = [];

    /// <summary>Whether it has shown no life for too long.</summary>
    /// <param name="time">The conductor's time.</param>
    /// <param name="livenessMs">How long it may be silent.</param>
    public bool IsSilent(DriverTime time, long livenessMs) =>
        IsClosing || time.NowMs - Math.Max(Math.Max(Heartbeat.Value, time.ResumedMs), 0) > livenessMs;
}
