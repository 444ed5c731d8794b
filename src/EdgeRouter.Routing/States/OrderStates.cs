using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.States;

/// <summary>Orders as saved state: every field, in the order of their declaration.</summary>
internal static class OrderStates
{
    public static void Save(StateWriter writer, in ChildOrder order)
    {
        writer.Write(order.Id.Value);
        writer.Write(order.ParentId.Value);
        writer.Write(order.DecisionIndex);
        writer.Write(order.StepIndex);
        writer.Write(order.InstrumentId.Value);
        writer.Write(order.VenueId.Value);
        writer.Write((byte)order.Side);
        writer.Write((byte)order.Type);
        writer.Write((byte)order.TimeInForce);
        writer.Write((byte)order.Action);
        writer.Write(order.Quantity);
        writer.Write(order.LimitPrice.Nanos);
        writer.Write(order.SendTimeNs);
        writer.Write(order.TimeoutNs);
        writer.Write(order.BeneficialOwner);
        writer.Write(order.MinimumQuantity);
        writer.Write(order.IsIntermarketSweep);
        writer.Write(order.IsConditional);
        writer.Write(order.FirmUpOf.Value);
        writer.Write(order.ClientId);
        writer.Write((byte)order.ShortSale);
        writer.Write(order.HasLocate);
        writer.Write(order.Bid.Nanos);
        writer.Write(order.Ask.Nanos);
    }

    public static ChildOrder LoadChild(ref StateReader reader) => new()
    {
        Id = new ChildOrderId(reader.ReadInt64()),
        ParentId = new ParentOrderId(reader.ReadInt64()),
        DecisionIndex = reader.ReadInt32(),
        StepIndex = reader.ReadByte(),
        InstrumentId = new InstrumentId(reader.ReadInt32()),
        VenueId = new VenueId(reader.ReadByte()),
        Side = (Side)reader.ReadByte(),
        Type = (OrderType)reader.ReadByte(),
        TimeInForce = (TimeInForce)reader.ReadByte(),
        Action = (RouteAction)reader.ReadByte(),
        Quantity = reader.ReadInt64(),
        LimitPrice = new Price(reader.ReadInt64()),
        SendTimeNs = reader.ReadInt64(),
        TimeoutNs = reader.ReadInt64(),
        BeneficialOwner = reader.ReadInt64(),
        MinimumQuantity = reader.ReadInt64(),
        IsIntermarketSweep = reader.ReadBoolean(),
        IsConditional = reader.ReadBoolean(),
        FirmUpOf = new ChildOrderId(reader.ReadInt64()),
        ClientId = reader.ReadInt32(),
        ShortSale = (ShortSale)reader.ReadByte(),
        HasLocate = reader.ReadBoolean(),
        Bid = new Price(reader.ReadInt64()),
        Ask = new Price(reader.ReadInt64()),
    };

    public static void Save(StateWriter writer, in ParentOrder order)
    {
        writer.Write(order.Id.Value);
        writer.Write(order.InstrumentId.Value);
        writer.Write((byte)order.Side);
        writer.Write((byte)order.Type);
        writer.Write((byte)order.TimeInForce);
        writer.Write((byte)order.PermittedActions);
        writer.Write(order.UrgencyPercent);
        writer.Write(order.ObjectiveProfile);
        writer.Write(order.NoExploration);
        writer.Write(order.Quantity);
        writer.Write(order.LimitPrice.Nanos);
        writer.Write(order.ArrivalTimeNs);
        writer.Write(order.HorizonNs);
        writer.Write(order.MinimumQuantity);
        writer.Write(order.BeneficialOwner);
        writer.Write(order.ExcludedVenues);
        writer.Write(order.ExpireTimeNs);
        writer.Write(order.PegOffsetNanos);
        writer.Write((byte)order.Instructions);
        writer.Write(order.PolicyId);
        writer.Write(order.ClientId);
        writer.Write((byte)order.ShortSale);
        writer.Write(order.HasLocate);
        writer.Write(order.ArrivalBid.Nanos);
        writer.Write(order.ArrivalAsk.Nanos);
    }

    public static ParentOrder LoadParent(ref StateReader reader) => new()
    {
        Id = new ParentOrderId(reader.ReadInt64()),
        InstrumentId = new InstrumentId(reader.ReadInt32()),
        Side = (Side)reader.ReadByte(),
        Type = (OrderType)reader.ReadByte(),
        TimeInForce = (TimeInForce)reader.ReadByte(),
        PermittedActions = (RouteActions)reader.ReadByte(),
        UrgencyPercent = reader.ReadByte(),
        ObjectiveProfile = reader.ReadByte(),
        NoExploration = reader.ReadBoolean(),
        Quantity = reader.ReadInt64(),
        LimitPrice = new Price(reader.ReadInt64()),
        ArrivalTimeNs = reader.ReadInt64(),
        HorizonNs = reader.ReadInt64(),
        MinimumQuantity = reader.ReadInt64(),
        BeneficialOwner = reader.ReadInt64(),
        ExcludedVenues = reader.ReadUInt64(),
        ExpireTimeNs = reader.ReadInt64(),
        PegOffsetNanos = reader.ReadInt64(),
        Instructions = (RoutingInstructions)reader.ReadByte(),
        PolicyId = reader.ReadByte(),
        ClientId = reader.ReadInt32(),
        ShortSale = (ShortSale)reader.ReadByte(),
        HasLocate = reader.ReadBoolean(),
        ArrivalBid = new Price(reader.ReadInt64()),
        ArrivalAsk = new Price(reader.ReadInt64()),
    };

    public static void Save(StateWriter writer, in ParentReplace replace)
    {
        writer.Write(replace.ParentId.Value);
        writer.Write(replace.ReplaceId);
        writer.Write(replace.Quantity);
        writer.Write(replace.LimitPrice.Nanos);
        writer.Write(replace.MinimumQuantity);
        writer.Write(replace.ExpireTimeNs);
        writer.Write(replace.UrgencyPercent);
        writer.Write(replace.TimeNs);
    }

    public static ParentReplace LoadReplace(ref StateReader reader) => new()
    {
        ParentId = new ParentOrderId(reader.ReadInt64()),
        ReplaceId = reader.ReadInt64(),
        Quantity = reader.ReadInt64(),
        LimitPrice = new Price(reader.ReadInt64()),
        MinimumQuantity = reader.ReadInt64(),
        ExpireTimeNs = reader.ReadInt64(),
        UrgencyPercent = reader.ReadByte(),
        TimeNs = reader.ReadInt64(),
    };

    // A state is an index into a table of transitions: a foreign one must not get in.
    public static byte LoadState(ref StateReader reader, int stateCount)
    {
        byte state = reader.ReadByte();
        return state < stateCount
            ? state
            : throw StateDamage.Of($"has an order in state {state}, which does not exist");
    }
}
