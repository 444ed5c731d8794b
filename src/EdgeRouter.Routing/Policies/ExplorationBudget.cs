using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.Policies;

/// <summary>What exploring parents cost so far, and whether they may go on. A new budget is loaded with the configuration, each morning.</summary>
public sealed class ExplorationBudget : IStatePart
{
    private const uint Tag = 0x4558_4231; // EXB1

    private readonly Int128 _limitNanos;
    private Int128 _costNanos;

    /// <summary>Creates an untouched budget.</summary>
    /// <param name="limit">Units of currency; 0 or more.</param>
    public ExplorationBudget(long limit) => _limitNanos = (Int128)limit * Price.NanosPerUnit;

    /// <summary>What exploring parents that ended cost together, nanos of currency; negative = they gained.</summary>
    public Int128 CostNanos => _costNanos;

    /// <summary>The limit, nanos of currency.</summary>
    public Int128 LimitNanos => _limitNanos;

    /// <summary>Whether the limit was passed. What parents that are still open gain does not undo it.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>Signed shortfall of a parent against its arrival midpoint, fees included, on what it filled, nanos of currency; 0 where it came to no midpoint.</summary>
    /// <param name="outcome">How it ended.</param>
    public static Int128 CostOf(in ParentOutcome outcome)
    {
        if (outcome.ArrivalBid.Nanos <= 0 || outcome.ArrivalAsk.Nanos <= 0)
        {
            return 0;
        }

        // Twice the midpoint, so that half a nano is not lost.
        Int128 bothQuotes = (Int128)outcome.ArrivalBid.Nanos + outcome.ArrivalAsk.Nanos;
        Int128 worse = outcome.FilledNotionalNanos - (bothQuotes * outcome.FilledQuantity / 2);
        return (outcome.Side.Sign() * worse) + outcome.FeeNanos;
    }

    /// <summary>Counts a parent that ended.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="hasExplored">Whether chance chose for it; others cost nothing here.</param>
    public void OnParentEnded(in ParentOutcome outcome, bool hasExplored)
    {
        if (hasExplored)
        {
            _costNanos += CostOf(outcome);
            IsSpent |= _costNanos > _limitNanos;
        }
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Begin(Tag);
        writer.Write(_costNanos);
        writer.Write(IsSpent);
    }

    /// <inheritdoc/>
    public void Load(ref StateReader reader)
    {
        reader.Expect(Tag);
        _costNanos = reader.ReadInt128();
        IsSpent = reader.ReadBoolean();
    }
}
