using EdgeRouter.Core.Domain;

namespace EdgeRouter.Engine;

/// <summary>A venue's own number of an instrument.</summary>
/// <param name="SecurityId">The venue's number; not negative.</param>
/// <param name="InstrumentId">The instrument of the universe.</param>
public readonly record struct SecurityNumber(long SecurityId, InstrumentId InstrumentId);
