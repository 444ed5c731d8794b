using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Rings;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>Frees the ring of commands of what a client claimed and never finished, because it died; and tells of damage.</summary>
/// <param name="context">What conductors share.</param>
internal sealed class CommandRingGuard(DriverContext context)
{
    private readonly ManyToOneRing _ring = context.Ring;
    private long _lastPosition;
    private long _movedNs = context.Time.NowNs;
    private long _damageCount;

    /// <summary>A timer has gone off.</summary>
    public void OnTimer()
    {
        long position = _ring.ConsumerPosition;
        if (position != _lastPosition || _ring.ProducerPosition <= position)
        {
            _lastPosition = position;
            _movedNs = context.Time.NowNs;
        }
        else if (context.Time.NowNs - _movedNs > context.Options.ClientLivenessNs && _ring.Unblock())
        {
            context.Counters.Count(SystemCounter.UnblockedCommands);
        }

        if (_ring.DamageCount != _damageCount)
        {
            _damageCount = _ring.DamageCount;
            context.Errors.Record("the ring of commands was damaged by a client: what was unread is dropped");
        }
    }
}
