using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Reference;

/// <summary>A venue with all its versions.</summary>
internal sealed class VenueEntry
{
    internal required string Name { get; init; }

    internal required VenueKind Kind { get; init; }

    /// <summary>Position of its calendar in the model.</summary>
    internal required int Calendar { get; init; }

    internal required Timeline<VenueTerms> Terms { get; init; }

    internal required Timeline<FeeTier[]> FeeSchedules { get; init; }

    internal required Timeline<TierChoice> Choices { get; init; }

    /// <summary>The tier in force, worked out from the two above.</summary>
    internal required Timeline<FeeTier> Fees { get; init; }

    internal Venue At(VenueId id, long timeNs)
    {
        VenueTerms terms = Terms.At(timeNs);
        FeeTier fees = Fees.At(timeNs);
        return new Venue
        {
            Id = id,
            Name = Name,
            Kind = Kind,
            IsProtected = terms.IsProtected,
            LatencyNs = terms.LatencyNs,
            StaticRank = terms.StaticRank,
            Capabilities = terms.Capabilities,
            TakerFeeNanos = fees.TakerNanos,
            MakerFeeNanos = fees.MakerNanos,
            MidpointFeeNanos = fees.MidpointNanos,
        };
    }
}
