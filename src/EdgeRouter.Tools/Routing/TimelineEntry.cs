namespace EdgeRouter.Tools.Routing;

/// <summary>One thing that happened to a parent order.</summary>
/// <param name="TimeNs">Engine time, ns since the Unix epoch.</param>
/// <param name="Sequence">Record of the journal.</param>
/// <param name="Kind">What, one word or two.</param>
/// <param name="Text">With its numbers.</param>
public readonly record struct TimelineEntry(long TimeNs, long Sequence, string Kind, string Text);
