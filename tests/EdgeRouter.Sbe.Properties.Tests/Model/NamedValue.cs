namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>A valid value of an enum, or a choice of a set (its value is the bit's index).</summary>
/// <param name="Name">Name.</param>
/// <param name="Value">Value.</param>
/// <param name="Text">How the schema writes it.</param>
/// <param name="Since">First version that has it.</param>
public sealed record NamedValue(string Name, decimal Value, string Text, int Since);
