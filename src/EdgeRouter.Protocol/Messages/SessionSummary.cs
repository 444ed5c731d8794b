namespace EdgeRouter.Protocol.Messages;

/// <summary>The last message of a journal that was closed in order.</summary>
/// <param name="EndTimeNs">Market time of the end, ns since the Unix epoch.</param>
/// <param name="ParentCount">Parents taken.</param>
/// <param name="ChildCount">Children sent.</param>
public readonly record struct SessionSummary(long EndTimeNs, long ParentCount, long ChildCount);
