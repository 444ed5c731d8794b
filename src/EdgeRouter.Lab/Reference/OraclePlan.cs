using EdgeRouter.Core.Time;

namespace EdgeRouter.Lab.Reference;

/// <summary>When an oracle begins and how long it may wait.</summary>
/// <param name="StartNs">Time after the parent's arrival before which it does nothing, ns.</param>
/// <param name="PatienceNs">Time after that in which it waits where its model says that waiting costs nothing, ns.</param>
internal readonly record struct OraclePlan(long StartNs, long PatienceNs)
{
    /// <summary>Begins at once and waits up to two seconds: longer than makers step back and than any venue needs to put back what was taken, short against
    /// the time in which the price goes far.</summary>
    public static OraclePlan Default { get; } = new(0, 2 * TimeUnits.Second);
}
