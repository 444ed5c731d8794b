using EdgeRouter.Core.State;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Risk;

/// <summary>What the risk gate holds of a client: state that records change, and limits that configuration changes. A mutable struct: use it by reference.</summary>
internal struct ClientRisk : IStateRecord<ClientRisk>
{
    /// <summary>Notional of what it has open.</summary>
    public Int128 OpenNanos;

    /// <summary>Notional of what it bought and sold, added; corrections and busts restate it.</summary>
    public Int128 ExecutedNanos;

    /// <summary>What open and executed must not pass; meaningless without <see cref="HasCredit"/>.</summary>
    public Int128 CreditNanos;

    public bool HasCredit;

    public bool IsKilled;

    public bool IsListed;

    public long OrderQuantityMax;

    public Int128 OrderNotionalMaxNanos;

    public Int128 OpenNotionalMaxNanos;

    /// <summary>Writes what records changed; limits are configuration.</summary>
    public readonly void Save(StateWriter writer)
    {
        writer.Write(OpenNanos);
        writer.Write(ExecutedNanos);
        writer.Write(CreditNanos);
        writer.Write(HasCredit);
        writer.Write(IsKilled);
    }

    /// <summary>Reads what records changed; limits are none.</summary>
    public static ClientRisk Load(ref StateReader reader) => new()
    {
        OpenNanos = reader.ReadInt128(),
        ExecutedNanos = reader.ReadInt128(),
        CreditNanos = reader.ReadInt128(),
        HasCredit = reader.ReadBoolean(),
        IsKilled = reader.ReadBoolean(),
    };
}
