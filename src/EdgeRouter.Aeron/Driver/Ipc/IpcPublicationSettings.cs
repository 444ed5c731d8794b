using System.Globalization;
using EdgeRouter.Aeron.Channels;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Ipc;

/// <summary>What a channel says of an IPC publication, checked; null = it says nothing.</summary>
internal sealed record IpcPublicationSettings
{
    private const string TagPrefix = "tag:";
    private const int MaxResendMax = 256;

    /// <summary>The channel.</summary>
    public required ChannelUri Uri { get; init; }

    /// <summary>The session.</summary>
    public int? SessionId { get; init; }

    /// <summary>The tag of the publication whose session it is to be.</summary>
    public long? SessionTag { get; init; }

    /// <summary>The publication's own tag.</summary>
    public long? EntityTag { get; init; }

    /// <summary>Bytes of a term.</summary>
    public int? TermBytes { get; init; }

    /// <summary>Longest frame.</summary>
    public int? MtuBytes { get; init; }

    /// <summary>How far it may be ahead.</summary>
    public int? WindowBytes { get; init; }

    /// <summary>First term, term and offset to begin with.</summary>
    public (int InitialTermId, int TermId, int TermOffset)? Start { get; init; }

    /// <summary>Resends; only noted.</summary>
    public int? ResendMax { get; init; }

    /// <summary>Linger, ns; only noted.</summary>
    public long? LingerNs { get; init; }

    /// <summary>Whether pages come on first touch.</summary>
    public bool? IsSparse { get; init; }

    /// <summary>Whether the end is told; only noted.</summary>
    public bool SignalsEndOfStream { get; init; } = true;

    /// <summary>Whether spies count; only noted.</summary>
    public bool SpiesSimulateConnection { get; init; }

    /// <summary>Untethered: so long behind, ns.</summary>
    public long? UntetheredWindowLimitNs { get; init; }

    /// <summary>Untethered: so long lingering, ns.</summary>
    public long? UntetheredLingerNs { get; init; }

    /// <summary>Untethered: so long resting, ns.</summary>
    public long? UntetheredRestingNs { get; init; }

    /// <summary>Reads a channel.</summary>
    /// <param name="uri">The channel.</param>
    /// <exception cref="CommandRefusedException">It makes no sense.</exception>
    public static IpcPublicationSettings Of(ChannelUri uri)
    {
        RefuseResponse(uri);
        bool isTag = uri.Get("session-id")?.StartsWith(TagPrefix, StringComparison.Ordinal) == true;
        return new IpcPublicationSettings
        {
            Uri = uri,
            SessionId = isTag ? null : uri.GetInt32("session-id"),
            SessionTag = isTag ? Tag(uri, uri.Get("session-id")![TagPrefix.Length..]) : null,
            EntityTag = ReadEntityTag(uri),
            TermBytes = ReadSize(uri, "term-length", IsTerm, "a power of two from 64k to 1g"),
            MtuBytes = ReadSize(uri, "mtu", LogMetadataWriter.IsMtu, "a multiple of 32 from 64 to 65504"),
            WindowBytes = ReadSize(uri, "pub-wnd", static bytes => bytes > 0, "a size"),
            Start = ReadStart(uri),
            ResendMax = ReadResendMax(uri),
            LingerNs = uri.GetDurationNs("linger"),
            IsSparse = uri.GetFlag("sparse"),
            SignalsEndOfStream = uri.GetFlag("eos") ?? true,
            SpiesSimulateConnection = uri.GetFlag("ssc") ?? false,
            UntetheredWindowLimitNs = uri.GetDurationNs("untethered-window-limit-timeout"),
            UntetheredLingerNs = uri.GetDurationNs("untethered-linger-timeout"),
            UntetheredRestingNs = uri.GetDurationNs("untethered-resting-timeout"),
        };
    }

    private static bool IsTerm(int bytes) => LogMetadataWriter.IsSize(bytes, LogLayout.TermBytesMin, LogLayout.TermBytesMax);

    private static void RefuseResponse(ChannelUri uri)
    {
        if (uri.Get("control-mode") == "response" || uri.Get("response-correlation-id") is not (null or "-1"))
        {
            throw new CommandRefusedException(DriverErrorCode.NotSupported, $"channel '{uri.Text}': response channels are not supported");
        }
    }

    private static int? ReadSize(ChannelUri uri, string key, Func<int, bool> isGood, string wanted)
    {
        long? size = uri.GetSize(key);
        return size is null || (size <= int.MaxValue && isGood((int)size)) ? (int?)size : throw Invalid(uri, $"{key}={uri.Get(key)} is not {wanted}");
    }

    private static int? ReadResendMax(ChannelUri uri)
    {
        int? count = uri.GetInt32("max-resend");
        return count is null or (>= 1 and <= MaxResendMax) ? count : throw Invalid(uri, $"max-resend={count} is not from 1 to {MaxResendMax}");
    }

    private static (int InitialTermId, int TermId, int TermOffset)? ReadStart(ChannelUri uri)
    {
        int? initial = uri.GetInt32("init-term-id");
        int? term = uri.GetInt32("term-id");
        int? offset = uri.GetInt32("term-offset");
        if (initial is null && term is null && offset is null)
        {
            return null;
        }

        if (initial is null || term is null || offset is null)
        {
            throw Invalid(uri, "init-term-id, term-id and term-offset must be given together");
        }

        if (unchecked(term.Value - initial.Value) < 0)
        {
            throw Invalid(uri, $"term-id={term} lies before init-term-id={initial}");
        }

        return offset >= 0 && offset % FrameLayout.Alignment == 0
            ? (initial.Value, term.Value, offset.Value)
            : throw Invalid(uri, $"term-offset={offset} is not a multiple of {FrameLayout.Alignment}");
    }

    private static long? ReadEntityTag(ChannelUri uri)
    {
        string[] parts = uri.Get("tags")?.Split(',') ?? [];
        if (parts.Length > 2)
        {
            throw Invalid(uri, $"tags={uri.Get("tags")} are not one or two numbers");
        }

        if (parts.Length > 0 && parts[0].Length > 0)
        {
            _ = Tag(uri, parts[0]); // A channel's tag means nothing here, but nonsense is told.
        }

        return parts.Length == 2 ? Tag(uri, parts[1]) : null;
    }

    private static long Tag(ChannelUri uri, string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long tag) ? tag : throw Invalid(uri, $"'{text}' is no tag");

    private static CommandRefusedException Invalid(ChannelUri uri, string what) =>
        new(DriverErrorCode.Generic, ChannelUri.Fault(uri.Text, what).Message);
}
