namespace EdgeRouter.Aeron.Errors;

/// <summary>One kind of error in a driver's error log.</summary>
/// <param name="Count">Times seen.</param>
/// <param name="FirstMs">When first, ms since the epoch.</param>
/// <param name="LastMs">When last, ms since the epoch.</param>
/// <param name="Text">What happened.</param>
public sealed record ErrorEntry(int Count, long FirstMs, long LastMs, string Text);
