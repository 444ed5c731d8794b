namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>Counts what is missing, doubled or out of order in one session's numbers.</summary>
public sealed class SequenceCheck
{
    private long _next = -1;

    /// <summary>Messages seen that have a number.</summary>
    public long Count { get; private set; }

    /// <summary>Messages seen that have none.</summary>
    public long UnnumberedCount { get; private set; }

    /// <summary>Numbers left out.</summary>
    public long LostCount { get; private set; }

    /// <summary>Numbers below the one that was expected: doubled, or too late.</summary>
    public long DisorderCount { get; private set; }

    /// <summary>Takes a message without a number.</summary>
    public void TakeUnnumbered() => UnnumberedCount++;

    /// <summary>Takes a message's number. The first one may be any: readers join late.</summary>
    /// <param name="sequence">The number.</param>
    public void Take(long sequence)
    {
        Count++;
        if (sequence < _next)
        {
            DisorderCount++;
            return;
        }

        LostCount += _next < 0 ? 0 : sequence - _next;
        _next = sequence + 1;
    }
}
