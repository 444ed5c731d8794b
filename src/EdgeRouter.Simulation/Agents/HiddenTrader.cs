using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Matching;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Agents;

/// <summary>The hidden liquidity of one instrument at one midpoint venue: during a spell one undisplayed order stands on the spell's side,
/// its size a function of time alone; executed size comes back at the next wake.</summary>
internal sealed class HiddenTrader
{
    private const int QuoteSlot = 0;
    private const long HiddenOwner = -2;

    private readonly Exchange _exchange;
    private readonly int _instrument;
    private readonly int _roundLot;
    private readonly long _minimum;
    private readonly ulong _seed;
    private readonly int _agent;
    private readonly long _epochNs;
    private readonly Spell[] _spells;
    private readonly LogNormalTable _sizes;
    private readonly WakeGrid _replenish;
    private int _spell;
    private int _bookSlot = -1;
    private Side _side;

    public HiddenTrader(MarketParameters market, Exchange exchange, int instrument, ulong seed, Spell[] spells)
    {
        _exchange = exchange;
        _instrument = instrument;
        _seed = seed;
        _spells = spells;
        _agent = (exchange.Index * market.Instruments.Count) + instrument;
        InstrumentParameters parameters = market.Instruments[instrument];
        HiddenParameters hidden = exchange.Parameters.Hidden!;
        _roundLot = parameters.RoundLot;
        _minimum = (long)Math.Floor((hidden.MinimumLots * parameters.SizeScale) + 0.5) * _roundLot;
        _epochNs = (long)(hidden.EpochSeconds * TimeUnits.Second);
        _sizes = new LogNormalTable(hidden.LotsMean * parameters.SizeScale, hidden.LotsSigma);
        _replenish = new WakeGrid(seed, DrawStream.HiddenReplenish, _agent, hidden.ReplenishNs);
    }

    /// <summary>When executed size will be looked at; at or before now = no look is planned.</summary>
    public long PlannedWakeNs { get; set; }

    /// <summary>When the spell or the size next changes.</summary>
    public long PlannedChangeNs { get; set; }

    public long NextReplenishNs(long nowNs) => _replenish.After(nowNs);

    public void OnExecuted(long leaves)
    {
        if (leaves == 0)
        {
            _bookSlot = -1;
        }
    }

    /// <summary>Brings the hidden order to what it should be now.</summary>
    /// <returns>When that changes next; <see cref="long.MaxValue"/> = never.</returns>
    public long Refresh(long nowNs)
    {
        while (_spell < _spells.Length && _spells[_spell].EndNs <= nowNs)
        {
            _spell++;
        }

        if (_spell == _spells.Length || _spells[_spell].StartNs > nowNs)
        {
            Withdraw();
            return _spell == _spells.Length ? long.MaxValue : _spells[_spell].StartNs;
        }

        Show(_spells[_spell].Sign > 0 ? Side.Buy : Side.Sell, nowNs);
        return Math.Min(_spells[_spell].EndNs, nowNs + _epochNs - (nowNs % _epochNs));
    }

    /// <summary>Takes the hidden order out.</summary>
    public void Withdraw()
    {
        if (_bookSlot >= 0)
        {
            _exchange.Remove(_instrument, _bookSlot);
            _bookSlot = -1;
        }
    }

    private void Show(Side side, long nowNs)
    {
        long quantity = (long)_roundLot * _sizes.Lots(Draw.Key(_seed, DrawStream.HiddenSize, _agent, nowNs / _epochNs));
        if (_bookSlot >= 0)
        {
            long standing = _exchange.Book(_instrument).Order(_bookSlot).Quantity;
            if (side == _side && standing >= quantity)
            {
                _exchange.Reduce(_instrument, _bookSlot, standing - quantity);
                return;
            }

            Withdraw();
        }

        _side = side;
        _bookSlot = _exchange.Submit(_instrument, new IncomingOrder
        {
            Side = side,
            Quantity = quantity,
            LimitNanos = side == Side.Buy ? long.MaxValue : long.MinValue,
            Owner = HiddenOwner,
            Tag = OrderTag.OfMaker(QuoteSlot),
            Rests = true,
            Minimum = _minimum,
        }).RestingSlot;
    }
}
