namespace EdgeRouter.Core.Reference.Calendars;

/// <summary>A session in local time, seconds after midnight of the day on which it begins; one that ends the next day ends above 86,400.</summary>
internal readonly record struct SessionRule(TradingSession Session, int FromSeconds, int ToSeconds);
