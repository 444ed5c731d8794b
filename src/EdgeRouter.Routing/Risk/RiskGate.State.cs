using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.Risk;

/// <content>Limits switched in, and the state as bytes.</content>
public sealed partial class RiskGate
{
    private const uint StateTag = 0x4B53_4952; // "RISK"
    private const uint LimitsTag = 0x4B53_4C4D;

    private byte[] _limitsUtf8 = [];

    /// <summary>Switches new limits in, between two inputs. What was counted stays counted: rate windows keep their events, positions, what is open, credit
    /// and what controls set stay. On failure nothing changes. Control plane: allocates.</summary>
    /// <param name="next">The new limits.</param>
    /// <param name="problem">Out: what is wrong, one line that names the key; empty when nothing is.</param>
    public bool TryReload(RiskLimits next, out string problem)
    {
        int added = next.Clients.Count(c => !_clients.TryFind(c.ClientId, out _));
        problem = RiskLimitsCheck.ProblemOf(next, _universe) ?? string.Empty;
        if (problem.Length == 0 && _clients.Count + added > _clients.Capacity)
        {
            problem = $"risk limit clients brings the number of clients to {_clients.Count + added}: there is room for {_clients.Capacity}";
        }

        if (problem.Length > 0)
        {
            return false;
        }

        Adopt(next);
        return true;
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Begin(StateTag);
        writer.Begin((uint)_instruments.Length);
        writer.Begin((uint)_venues.Length);
        writer.Write(_limitsUtf8);
        writer.Begin(LimitsTag ^ (uint)StateWriter.HashOf(_limitsUtf8));
        writer.Write(_lastId);
        writer.Write(_isKilled);
        writer.Write(_switches.Disabled);
        writer.Write(_switches.Killed);
        writer.Write(_switches.LinkDown);
        writer.Write(_openNanos);
        writer.Write(_executedNanos);
        writer.Write(_hasCredit);
        writer.Write(_creditNanos);
        SaveInstruments(writer);
        _rate.Save(writer);
        foreach (RateWindow window in _venueRates)
        {
            window.Save(writer);
        }

        writer.Write(_clients.Count);
        for (int slot = 0; slot < _clients.Count; slot++)
        {
            writer.Write((int)_clients.IdOf(slot));
            _clients[slot].Save(writer);
            _clientRates[slot].Save(writer);
        }

        _recent.Save(writer);
        _own.Save(writer);
    }

    /// <inheritdoc/>
    /// <exception cref="EdgeRouterException">ER1143: the limits in the state name what the universe lacks.</exception>
    public void Load(ref StateReader reader)
    {
        reader.Expect(StateTag);
        reader.Expect((uint)_instruments.Length);
        reader.Expect((uint)_venues.Length);
        ReadOnlySpan<byte> limits = reader.ReadBytes();
        reader.Expect(LimitsTag ^ (uint)StateWriter.HashOf(limits));
        Clear();
        Adopt(RiskLimitsJson.Parse(limits, _universe));
        _lastId = reader.ReadInt64();
        _isKilled = reader.ReadBoolean();
        _switches = new VenueSwitches { Disabled = reader.ReadUInt64(), Killed = reader.ReadUInt64(), LinkDown = reader.ReadUInt64() };
        _openNanos = reader.ReadInt128();
        _executedNanos = reader.ReadInt128();
        _hasCredit = reader.ReadBoolean();
        _creditNanos = reader.ReadInt128();
        LoadInstruments(ref reader);
        _rate.Load(ref reader);
        foreach (RateWindow window in _venueRates)
        {
            window.Load(ref reader);
        }

        LoadClients(ref reader);
        _recent.Load(ref reader);
        _own.Load(ref reader);
    }

    private static Int128 Nanos(long? units) => units is { } value ? (Int128)value * Price.NanosPerUnit : Unlimited;

    private static ClientRiskLimits? LimitsOf(int clientId, RiskLimits limits) => limits.Clients.FirstOrDefault(c => c.ClientId == clientId);

    private void SaveInstruments(StateWriter writer)
    {
        foreach (ref readonly InstrumentRisk instrument in _instruments.AsSpan())
        {
            writer.Write(instrument.Position.Position);
            writer.Write(instrument.Position.OpenBuyQuantity);
            writer.Write(instrument.Position.OpenSellQuantity);
            writer.Write(instrument.MarkNanos);
            writer.Write(instrument.BandLowNanos);
            writer.Write(instrument.BandHighNanos);
            writer.Write(instrument.IsKilled);
            writer.Write(instrument.IsShortRestricted);
        }
    }

    private void LoadInstruments(ref StateReader reader)
    {
        foreach (ref InstrumentRisk instrument in _instruments.AsSpan())
        {
            instrument.Position = new RiskPosition(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
            instrument.MarkNanos = reader.ReadInt64();
            instrument.BandLowNanos = reader.ReadInt64();
            instrument.BandHighNanos = reader.ReadInt64();
            instrument.IsKilled = reader.ReadBoolean();
            instrument.IsShortRestricted = reader.ReadBoolean();
            Value(ref instrument);
        }
    }

    // Clients never leave, so slots are the order in which they came, and that order is kept: the table that Adopt filled is built anew.
    private void LoadClients(ref StateReader reader)
    {
        _clients.Clear();
        int count = reader.ReadCount(_clients.Capacity);
        for (int i = 0; i < count; i++)
        {
            int clientId = reader.ReadInt32();
            int slot = ClientSlot(clientId);
            _clients[slot] = ClientRisk.Load(ref reader);
            SetLimits(ref _clients[slot], slot, LimitsOf(clientId, Limits));
            _clientRates[slot].Load(ref reader);
        }

        AdoptClients(Limits);
    }

    private void Clear()
    {
        Array.Clear(_instruments);
        _clients.Clear();
        _rate.Clear();
        Array.ForEach(_venueRates, w => w.Clear());
        Array.ForEach(_clientRates, w => w.Clear());
        _recent.Clear();
        _own.Clear();
        _switches = default;
        _openNanos = 0;
        _executedNanos = 0;
        _positionNotionalNanos = 0;
        _creditNanos = 0;
        _hasCredit = false;
        _isKilled = false;
        _lastId = 0;
        ClientSlot(House);
    }

    private void Adopt(RiskLimits next)
    {
        Limits = next;
        _limitsUtf8 = RiskLimitsJson.Format(next);
        _openNotionalMaxNanos = Nanos(next.OpenNotionalMax);
        _positionNotionalMaxNanos = Nanos(next.PositionNotionalMax);
        _rate.SetLimit(next.OrderRateMax, next.OrderRateWindowNs);
        for (int i = 0; i < _instruments.Length; i++)
        {
            SetLimits(ref _instruments[i], next, null);
        }

        foreach (InstrumentRiskLimits own in next.Instruments)
        {
            SetLimits(ref _instruments[RiskLimitsCheck.IndexOf(_universe.Instruments, own.Symbol)], next, own);
        }

        foreach (string symbol in next.RestrictedSymbols)
        {
            _instruments[RiskLimitsCheck.IndexOf(_universe.Instruments, symbol)].IsRestricted = true;
        }

        foreach (string symbol in next.HardToBorrowSymbols)
        {
            _instruments[RiskLimitsCheck.IndexOf(_universe.Instruments, symbol)].IsHardToBorrow = true;
        }

        AdoptVenues(next);
        AdoptClients(next);
    }

    private static void SetLimits(ref InstrumentRisk instrument, RiskLimits limits, InstrumentRiskLimits? own)
    {
        instrument.IsRestricted = false;
        instrument.IsHardToBorrow = false;
        instrument.PriceCollarBps = own?.PriceCollarBps ?? limits.PriceCollarBps;
        instrument.OrderQuantityMax = own?.OrderQuantityMax ?? limits.OrderQuantityMax;
        instrument.PositionMax = own?.PositionMax ?? limits.PositionMax;
        instrument.OrderNotionalMaxNanos = Nanos(own?.OrderNotionalMax ?? limits.OrderNotionalMax);
    }

    private void AdoptVenues(RiskLimits next)
    {
        for (int v = 0; v < _venues.Length; v++)
        {
            Venue venue = _universe.Venues[v];
            VenueRiskLimits? own = next.Venues.FirstOrDefault(l => string.Equals(l.Name, venue.Name, StringComparison.Ordinal));
            _venues[v] = new VenueRisk(own?.OrderQuantityMax ?? long.MaxValue, Nanos(own?.OrderNotionalMax), venue.Kind == VenueKind.Auction);
            _venueRates[v].SetLimit(own?.OrderRateMax ?? next.VenueOrderRateMax, next.OrderRateWindowNs);
        }
    }

    // In order of their ids, so that the slots do not depend on the order in the list. Those in the table that the list does not name lose what was theirs.
    private void AdoptClients(RiskLimits next)
    {
        foreach (ClientRiskLimits own in next.Clients.OrderBy(c => c.ClientId))
        {
            ClientSlot(own.ClientId);
        }

        for (int slot = 0; slot < _clients.Count; slot++)
        {
            SetLimits(ref _clients[slot], slot, LimitsOf((int)_clients.IdOf(slot), next));
        }

        for (int slot = _clients.Count; slot < _clients.Capacity; slot++)
        {
            _clientRates[slot].SetLimit(next.ClientOrderRateMax, next.OrderRateWindowNs);
        }
    }

    private void SetLimits(ref ClientRisk client, int slot, ClientRiskLimits? own)
    {
        client.IsListed = own is not null;
        client.OrderQuantityMax = own?.OrderQuantityMax ?? long.MaxValue;
        client.OrderNotionalMaxNanos = Nanos(own?.OrderNotionalMax);
        client.OpenNotionalMaxNanos = Nanos(own?.OpenNotionalMax);
        _clientRates[slot].SetLimit(own?.OrderRateMax ?? Limits.ClientOrderRateMax, Limits.OrderRateWindowNs);
    }
}
