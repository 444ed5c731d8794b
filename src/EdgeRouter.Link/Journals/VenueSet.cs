using EdgeRouter.Core.Domain;

namespace EdgeRouter.Link.Journals;

/// <summary>Venues as bits.</summary>
internal static class VenueSet
{
    public static bool Has(ulong venues, VenueId venueId) => venueId.Value < 64 && (venues & (1UL << venueId.Value)) != 0;
}
