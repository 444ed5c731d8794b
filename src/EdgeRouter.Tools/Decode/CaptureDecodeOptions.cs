using EdgeRouter.Sbe.Schema;
using EdgeRouter.Tools.Decode.Framing;

namespace EdgeRouter.Tools.Decode;

/// <summary>What of a capture is decoded and how.</summary>
public sealed record CaptureDecodeOptions
{
    /// <summary>How packets and streams are cut into messages.</summary>
    public required MessageFraming Framing { get; init; }

    /// <summary>Schemas, at least one; <see cref="SchemaDispatcher"/> says which of them reads a message.</summary>
    public required IReadOnlyList<SbeSchema> Schemas { get; init; }

    /// <summary>The only templates wanted; empty = all.</summary>
    public IReadOnlySet<int> TemplateIds { get; init; } = new HashSet<int>();

    /// <summary>Most messages taken.</summary>
    public long MessageCountMax { get; init; } = long.MaxValue;
}
