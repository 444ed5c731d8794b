using EdgeRouter.Core.Packets;

namespace EdgeRouter.Lab.Recorded;

/// <summary>One venue of a capture to be scanned.</summary>
/// <param name="Name">What the venue is called.</param>
/// <param name="LineA">Line A; port 0 = there is none.</param>
/// <param name="LineB">Line B; port 0 = there is none.</param>
public readonly record struct ScanLine(string Name, FeedEndpoint LineA, FeedEndpoint LineB);
