using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Reference;

/// <summary>What a venue is from some time on. <paramref name="Traded"/>: bit 1 &lt;&lt; session for each session it trades in.</summary>
internal sealed record VenueTerms(bool IsProtected, long LatencyNs, int StaticRank, int Traded, VenueCapabilities Capabilities);
