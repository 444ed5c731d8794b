using EdgeRouter.Core.Time;

namespace EdgeRouter.Link.Transports;

/// <summary>Channels and streams of one end of a link over Aeron.</summary>
public sealed record AeronLinkOptions
{
    /// <summary>Channel between processes of one machine. Terms of 4 MiB take messages of 512 KiB: any record but huge configurations.</summary>
    public const string IpcChannel = "aeron:ipc?term-length=4m";

    /// <summary>Channel that this end sends to.</summary>
    public required string OutgoingChannel { get; init; }

    /// <summary>Stream that this end sends on.</summary>
    public required int OutgoingStreamId { get; init; }

    /// <summary>Channel that this end listens to.</summary>
    public required string IncomingChannel { get; init; }

    /// <summary>Stream that this end listens to. One link has two streams that nobody else uses.</summary>
    public required int IncomingStreamId { get; init; }

    /// <summary>How long to wait before streams that the driver refused or lost are added again, ns.</summary>
    public long RetryNs { get; init; } = TimeUnits.Second;

    /// <summary>One end of a link within a machine.</summary>
    /// <param name="streamId">The link's lower stream; it uses the next one too.</param>
    /// <param name="isFirst">Whether this end sends on the lower one.</param>
    public static AeronLinkOptions Ipc(int streamId, bool isFirst) => new()
    {
        OutgoingChannel = IpcChannel,
        OutgoingStreamId = isFirst ? streamId : streamId + 1,
        IncomingChannel = IpcChannel,
        IncomingStreamId = isFirst ? streamId + 1 : streamId,
    };
}
