namespace EdgeRouter.Tools.Decode.Output;

/// <summary>A value with its name.</summary>
/// <param name="Name">Name in the schema.</param>
/// <param name="Text">The value as shown.</param>
/// <param name="IsNumber">Whether it is a number, or an absent one.</param>
internal readonly record struct TextCell(string Name, string Text, bool IsNumber);
