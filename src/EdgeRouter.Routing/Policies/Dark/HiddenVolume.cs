using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Routing.Policies.Dark;

/// <summary>What is known of the hidden volume of every midpoint venue: a curve for each instrument, and one over all instruments for those of which too
/// little is known. Changes only by child orders that ended.</summary>
public sealed partial class HiddenVolume : IStatePart
{
    private const uint Tag = 0x4844_5631; // HDV1

    private readonly Universe _universe;
    private readonly DarkExploreOptions _options;
    private readonly int[] _darkOfVenue;
    private readonly int _darkCount;
    private readonly TailCurve[] _curves;

    /// <summary>Creates empty estimates.</summary>
    /// <param name="universe">Venues and instruments.</param>
    /// <param name="options">Validated here.</param>
    /// <exception cref="EdgeRouterException">ER1147: an option is out of range.</exception>
    public HiddenVolume(Universe universe, DarkExploreOptions options)
    {
        _universe = universe;
        _options = options.Validate();
        _darkOfVenue = new int[universe.Venues.Length];
        foreach (Venue venue in universe.Venues)
        {
            _darkOfVenue[venue.Id.Value] = venue.Kind == VenueKind.Midpoint ? _darkCount++ : -1;
        }

        _curves = [.. Enumerable.Range(0, _darkCount * (universe.Instruments.Length + 1)).Select(_ => new TailCurve())];
    }

    /// <summary>Counts a midpoint order that ended; passes over refused and conditional ones, and those whose minimum quantity hides how much there was.</summary>
    /// <param name="order">As it was sent.</param>
    /// <param name="filledQuantity">Shares it executed.</param>
    /// <param name="wasRejected">Whether the venue refused it.</param>
    public void OnChildEnded(in ChildOrder order, long filledQuantity, bool wasRejected)
    {
        if (order.Action != RouteAction.Midpoint || wasRejected || order.IsConditional || order.MinimumQuantity > 1 || _darkOfVenue[order.VenueId.Value] < 0)
        {
            return;
        }

        int day = (int)(order.SendTimeNs / TimeUnits.Day);
        long filled = Math.Clamp(filledQuantity, 0, order.Quantity);
        long lot = _universe[order.InstrumentId].RoundLot;
        CurveOf(order.VenueId, order.InstrumentId).Observe(order.Quantity, filled, lot, day, _options.HalfLifeDays);
        CurveOf(order.VenueId).Observe(order.Quantity, filled, lot, day, _options.HalfLifeDays);
    }

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Begin(Tag);
        writer.Begin((uint)_curves.Length); // Another number means another setup.
        writer.Write(_curves.Count(c => !c.IsEmpty));
        for (int i = 0; i < _curves.Length; i++)
        {
            if (!_curves[i].IsEmpty)
            {
                writer.Write(i);
                _curves[i].Save(writer);
            }
        }
    }

    /// <inheritdoc/>
    public void Load(ref StateReader reader)
    {
        reader.Expect(Tag);
        reader.Expect((uint)_curves.Length);
        Array.ForEach(_curves, c => c.Clear());
        int count = reader.ReadCount(_curves.Length);
        for (int i = 0; i < count; i++)
        {
            _curves[reader.ReadCount(_curves.Length - 1)].Load(ref reader);
        }
    }

    /// <summary>The curve that speaks for a venue and instrument: its own where enough orders looked for a lot, else the venue's.</summary>
    internal TailCurve Known(VenueId venueId, InstrumentId instrumentId, int day)
    {
        TailCurve own = CurveOf(venueId, instrumentId);
        return own.AtRisk(0) * own.WeightAt(day, _options.HalfLifeDays) >= _options.ObservationCountMin ? own : CurveOf(venueId);
    }

    private TailCurve CurveOf(VenueId venueId, InstrumentId instrumentId) =>
        _curves[((instrumentId.Value + 1) * _darkCount) + _darkOfVenue[venueId.Value]];

    private TailCurve CurveOf(VenueId venueId) => _curves[_darkOfVenue[venueId.Value]];
}
