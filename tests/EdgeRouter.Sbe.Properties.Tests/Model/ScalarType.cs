namespace EdgeRouter.Sbe.Properties.Tests.Model;

/// <summary>A number, a character, an array of either, or a constant.</summary>
public sealed class ScalarType : ModelType
{
    public required Wire Wire { get; init; }

    public int Length { get; init; } = 1;

    public bool IsLengthStated { get; init; }

    /// <summary>Null value as the schema states it, or null.</summary>
    public Scalar? StatedNull { get; init; }

    /// <summary>How the stated null is written.</summary>
    public string StatedNullText { get; init; } = string.Empty;

    public Scalar? Min { get; init; }

    public Scalar? Max { get; init; }

    public string CharacterEncoding { get; init; } = string.Empty;

    /// <summary>Text between the tags of a constant; null: it has a <see cref="ValueRef"/>.</summary>
    public string? ConstantText { get; init; }

    /// <summary>Number that the constant is; null: it is a text.</summary>
    public Scalar? ConstantNumber { get; init; }

    /// <summary>Enum value that the constant is, as "Enum.Value".</summary>
    public string? ValueRef { get; init; }

    public Scalar Null => StatedNull ?? Wire.DefaultNull();

    public bool IsText => Wire == Wire.Char || CharacterEncoding.Length > 0;

    public override int SizeAt(int version) => Presence == Presence.Constant ? 0 : Length * Wire.Size();
}
