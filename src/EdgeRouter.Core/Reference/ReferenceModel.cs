using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Reference.Calendars;

namespace EdgeRouter.Core.Reference;

/// <summary>A whole file, validated, every effective date as an instant.</summary>
internal sealed class ReferenceModel
{
    internal required long ValidFromNs { get; init; }

    internal required long ValidUntilNs { get; init; }

    /// <summary>Zone of the file's own dates.</summary>
    internal required ZoneOffsets Zone { get; init; }

    /// <summary>Ascending by name.</summary>
    internal required TradingCalendar[] Calendars { get; init; }

    /// <summary>The sessions of each calendar in UTC.</summary>
    internal required SessionInterval[][] Sessions { get; init; }

    internal required VenueEntry[] Venues { get; init; }

    internal required Timeline<Instrument>[] Instruments { get; init; }

    /// <summary>Index = venue.</summary>
    internal required Timeline<SymbolMap>[] Symbols { get; init; }

    /// <summary>Instants within the validity, its beginning left out, at which a version of anything comes into force; ascending.</summary>
    internal long[] ChangesNs()
    {
        var changes = new SortedSet<long>();
        foreach (VenueEntry venue in Venues)
        {
            Collect(changes, venue.Terms.FromNs);
            Collect(changes, venue.Fees.FromNs);
        }

        foreach (Timeline<Instrument> instrument in Instruments)
        {
            Collect(changes, instrument.FromNs);
        }

        foreach (Timeline<SymbolMap> map in Symbols)
        {
            Collect(changes, map.FromNs);
        }

        return [.. changes];
    }

    private void Collect(SortedSet<long> changes, ReadOnlySpan<long> fromNs)
    {
        foreach (long atNs in fromNs)
        {
            if (atNs > ValidFromNs && atNs < ValidUntilNs)
            {
                changes.Add(atNs);
            }
        }
    }
}
