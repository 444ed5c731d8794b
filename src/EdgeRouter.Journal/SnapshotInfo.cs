using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <summary>What one snapshot file is.</summary>
/// <param name="Path">The file.</param>
/// <param name="Sequence">The record that its name states.</param>
/// <param name="LengthBytes">The file's length.</param>
/// <param name="StateHash">The state's hash; 0 when the file is not whole.</param>
/// <param name="Problem">Why it cannot be used: ER5031 newer format, ER5032 damaged, ER5033 another journal's, ER5034 beyond the records that may be used,
/// ER5035 unreadable; null when it is good.</param>
public sealed record SnapshotInfo(string Path, long Sequence, long LengthBytes, ulong StateHash, EdgeRouterException? Problem)
{
    /// <summary>Whether it can be used.</summary>
    public bool IsGood => Problem is null;
}
