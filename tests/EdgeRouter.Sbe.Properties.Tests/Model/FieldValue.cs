namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>What a field holds. No value at all (null) of an optional field means: not set.</summary>
public abstract record FieldValue
{
    public sealed record Number(Scalar Value) : FieldValue;

    public sealed record Numbers(Scalar[] Values) : FieldValue;

    /// <summary>Arrays of one-byte elements, without what fills the rest with zeros.</summary>
    public sealed record Bytes(byte[] Values) : FieldValue;

    public sealed record Composite(FieldValue?[] Members) : FieldValue;
}
