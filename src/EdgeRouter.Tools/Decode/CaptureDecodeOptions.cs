using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Tools.Decode;

/// <summary>What of a capture is decoded and how.</summary>
public sealed record CaptureDecodeOptions
{
    /// <summary>How packets are cut into messages.</summary>
    public required MessageFraming Framing { get; init; }

    /// <summary>Schemas, the first that knows a message's schema and template ids reads it; at least one.</summary>
    public required IReadOnlyList<SbeSchema> Schemas { get; init; }

    /// <summary>The only template wanted; null = all.</summary>
    public int? TemplateId { get; init; }

    /// <summary>Most messages taken.</summary>
    public long MessageCountMax { get; init; } = long.MaxValue;
}
