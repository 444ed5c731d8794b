namespace EdgeRouter.Protocol.Messages;

/// <summary>A field in which two messages differ.</summary>
/// <param name="Field">Path by the schema's names: <c>rows[2].score</c>.</param>
/// <param name="First">Value in the first message; null = it has no such field.</param>
/// <param name="Second">Value in the second message; null = it has no such field.</param>
public readonly record struct FieldDifference(string Field, string? First, string? Second);
