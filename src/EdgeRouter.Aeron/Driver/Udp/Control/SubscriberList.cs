using EdgeRouter.Aeron.Counters;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>Who reads a log. On the conductor's thread.</summary>
internal sealed class SubscriberList
{
    private readonly List<SubscriberPosition> _items = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<SubscriberPosition> Items => _items;

    /// <summary>Whether any reads, or did a moment ago.</summary>
    public bool HasWorking => _items.Exists(static p => p.HoldsBack);

    /// <summary>Adds one.</summary>
    /// <param name="position">It.</param>
    public void Add(SubscriberPosition position) => _items.Add(position);

    /// <summary>Takes a subscription's position out.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <returns>Its position, null if it has none here.</returns>
    public SubscriberPosition? Remove(NetworkSubscription subscription)
    {
        int index = _items.FindIndex(p => p.Subscription == subscription);
        if (index < 0)
        {
            return null;
        }

        SubscriberPosition position = _items[index];
        _items.RemoveAt(index);
        return position;
    }

    /// <summary>Takes all out.</summary>
    public void Clear() => _items.Clear();

    /// <summary>Positions of those that read, for an agent.</summary>
    public SubscriberCells ToCells()
    {
        CounterCell[] cells = [.. _items.Where(static p => p.HoldsBack).Select(static p => p.Cell)];
        return cells.Length == 0 ? SubscriberCells.None : new SubscriberCells(cells);
    }

    /// <summary>The slowest of those that read, or a given position if that is less.</summary>
    /// <param name="position">The position.</param>
    public long Slowest(long position)
    {
        foreach (SubscriberPosition item in _items)
        {
            position = item.HoldsBack ? Math.Min(position, item.Cell.Value) : position;
        }

        return position;
    }

    /// <summary>The fastest of those that read, 0 if there is none.</summary>
    public long Fastest()
    {
        long position = 0;
        foreach (SubscriberPosition item in _items)
        {
            position = item.HoldsBack ? Math.Max(position, item.Cell.Value) : position;
        }

        return position;
    }

    /// <summary>Sends untethered subscribers away that do not keep up, and lets those come back that have rested.</summary>
    /// <param name="limit">A position at or below this does not keep up.</param>
    /// <param name="times">Times of the three states.</param>
    /// <param name="events">Told of changes.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    /// <returns>Whether a state has changed.</returns>
    public bool CheckTethers(long limit, TetherTimes times, ITetherEvents events, long nowNs)
    {
        bool isChanged = false;
        foreach (SubscriberPosition position in _items)
        {
            TetherState next = position.Subscription.Channel.IsTethered ? TetherState.Active : Next(position, limit, times, nowNs);
            if (next == position.State)
            {
                continue;
            }

            isChanged = true;
            position.State = next;
            position.ChangedNs = nowNs;
            if (next == TetherState.Linger)
            {
                events.OnTooSlow(position);
            }
            else if (next == TetherState.Active)
            {
                events.OnRested(position);
            }
        }

        return isChanged;
    }

    private static TetherState Next(SubscriberPosition position, long limit, TetherTimes times, long nowNs)
    {
        switch (position.State)
        {
            case TetherState.Active:
                if (position.Cell.Value > limit)
                {
                    position.ChangedNs = nowNs;
                }

                return nowNs - position.ChangedNs > times.WindowLimitNs ? TetherState.Linger : TetherState.Active;
            case TetherState.Linger when nowNs - position.ChangedNs > times.LingerNs:
                return position.Subscription.Channel.Rejoins ? TetherState.Resting : TetherState.Closed;
            case TetherState.Resting when nowNs - position.ChangedNs > times.RestingNs:
                return TetherState.Active;
            default:
                return position.State;
        }
    }
}
