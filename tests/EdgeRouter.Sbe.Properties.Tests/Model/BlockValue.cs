namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>Values of a message or of a group's entry, in the model's order.</summary>
/// <param name="Fields">One a field; null: constant, or an optional field that is not set.</param>
/// <param name="Groups">Entries of each group.</param>
/// <param name="Data">Payload of each data field.</param>
public sealed record BlockValue(FieldValue?[] Fields, BlockValue[][] Groups, byte[][] Data);
