namespace EdgeRouter.Scoring.Models;

/// <summary>What a model set was trained on.</summary>
/// <param name="FromNs">First decision used, ns since the Unix epoch UTC.</param>
/// <param name="ToNs">Last decision used, ns since the Unix epoch UTC.</param>
/// <param name="RowCount">Training rows.</param>
public sealed record ModelDataRange(long FromNs, long ToNs, long RowCount);
