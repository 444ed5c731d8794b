namespace EdgeRouter.Core.Reference;

/// <summary>One session on one day: from the first instant to before the second, ns since the Unix epoch UTC.</summary>
internal readonly record struct SessionInterval(long FromNs, long ToNs, TradingSession Session);
