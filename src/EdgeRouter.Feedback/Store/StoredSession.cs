namespace EdgeRouter.Feedback.Store;

/// <summary>A run in the store.</summary>
/// <param name="SessionId">Key of its rows.</param>
/// <param name="RunId">Unique name.</param>
/// <param name="Policy">Policy that routed.</param>
/// <param name="ModelId">Hash of the models; 0 = none.</param>
/// <param name="StartTimeNs">Market time of its start.</param>
/// <param name="JournalId">Identity of its journal.</param>
/// <param name="LastSequence">Last journal record that is projected.</param>
/// <param name="IsClosed">Whether its journal was closed in order.</param>
/// <param name="Market">What answered its orders, e.g. <c>simulation</c>, <c>calibrated simulation</c>, <c>queue model</c>; empty = not said.</param>
public sealed record StoredSession(
    long SessionId, string RunId, string Policy, ulong ModelId, long StartTimeNs, ulong JournalId, long LastSequence, bool IsClosed, string Market);
