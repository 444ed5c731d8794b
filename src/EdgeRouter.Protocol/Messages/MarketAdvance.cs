namespace EdgeRouter.Protocol.Messages;

/// <summary>A replay asks the market of another process to play on.</summary>
/// <param name="Number">Number of the question, 1-based.</param>
/// <param name="UpToNs">Market time up to and including which it is to play, ns since the Unix epoch.</param>
public readonly record struct MarketAdvance(ulong Number, long UpToNs);
