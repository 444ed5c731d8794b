using System.Globalization;
using EdgeRouter.Aeron.Channels;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Driver.Udp.FlowControl;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Driver.Udp.Channels;

/// <summary>Reads channels <c>aeron:udp</c>. On the conductor's thread; names are looked up while it waits.</summary>
/// <param name="names">Looks names up.</param>
internal sealed class UdpChannelParser(INameResolver names)
{
    private const int MaxTtl = 255;
    private static readonly string[] OfTheWhole = ["mtu", "rcv-wnd", "so-rcvbuf", "so-sndbuf", "response-correlation-id"];
    private readonly UdpChannelAddresses _addresses = new(names);

    /// <summary>Reads a channel of a publication or subscription.</summary>
    /// <param name="text">The channel.</param>
    /// <exception cref="CommandRefusedException">It makes no sense, or a name has no address.</exception>
    public UdpChannel Parse(string text) => Parse(text, isDestination: false);

    /// <summary>Reads a channel of a destination.</summary>
    /// <param name="text">The channel.</param>
    /// <exception cref="CommandRefusedException">It makes no sense, or a name has no address.</exception>
    public UdpChannel ParseDestination(string text)
    {
        UdpChannel destination = Parse(text, isDestination: true);
        string? owned = Array.Find(OfTheWhole, key => destination.Uri.Get(key) != null);
        return owned == null && destination.Endpoint.HasValue && !destination.Uri.IsSpy
            ? destination
            : throw Refusal(DriverErrorCode.InvalidChannel, text, owned == null ? "a destination needs endpoint=host:port" : $"a destination has no {owned} of its own");
    }

    /// <summary>A refusal for a channel that makes no sense.</summary>
    /// <param name="text">The channel.</param>
    /// <param name="what">What is wrong.</param>
    public static CommandRefusedException Invalid(string text, string what) => Refusal(DriverErrorCode.Generic, text, what);

    /// <summary>A refusal of a channel.</summary>
    /// <param name="code">What clients know it by.</param>
    /// <param name="text">The channel.</param>
    /// <param name="what">What is wrong.</param>
    public static CommandRefusedException Refusal(DriverErrorCode code, string text, string what) =>
        new(code, $"channel '{(text.Length > 200 ? text[..200] + "…" : text)}': {what}");

    private static UdpChannel WithLog(UdpChannel channel, ChannelUri uri)
    {
        (int? sessionId, long? sessionTag) = ReadSession(uri);
        int? mtuBytes = ReadSize(uri, "mtu", FrameLayout.HeaderBytes + FrameLayout.Alignment, LogLayout.MtuBytesMax);
        int? termBytes = ReadSize(uri, "term-length", LogLayout.TermBytesMin, LogLayout.TermBytesMax);
        int? offset = uri.GetInt32("term-offset");
        int? initial = uri.GetInt32("init-term-id");
        int? term = uri.GetInt32("term-id");
        Require(uri, mtuBytes is null || mtuBytes % FrameLayout.Alignment == 0, $"mtu={mtuBytes} is not a multiple of 32");
        Require(
            uri,
            termBytes is null || LogMetadataWriter.IsSize(termBytes.Value, LogLayout.TermBytesMin, LogLayout.TermBytesMax),
            $"term-length={termBytes} is not a power of two");
        Require(
            uri,
            initial.HasValue == term.HasValue && initial.HasValue == offset.HasValue,
            "init-term-id, term-id and term-offset belong together");
        Require(
            uri,
            initial is null || (unchecked(term!.Value - initial.Value) >= 0 && offset >= 0 && offset % FrameLayout.Alignment == 0),
            "term-id lies before init-term-id, or term-offset is not a multiple of 32");
        return channel with
        {
            SessionId = sessionId,
            SessionIdTag = sessionTag,
            MtuBytes = mtuBytes,
            TermLengthBytes = termBytes,
            InitialTermId = initial,
            TermId = term ?? 0,
            TermOffset = offset ?? 0,
            LingerNs = uri.GetDurationNs("linger"),
            SignalsEndOfStream = uri.GetFlag("eos") ?? true,
            IsSparse = uri.GetFlag("sparse"),
            SpiesSimulateConnection = uri.GetFlag("ssc"),
            StreamId = uri.GetInt32("stream-id"),
        };
    }

    private static UdpChannel WithFlow(UdpChannel channel, ChannelUri uri)
    {
        FlowControlSpec flow = FlowControlSpec.Default;
        Require(uri, uri.Get("fc") is not { } fc || FlowControlSpec.TryParse(fc, out flow), $"fc={uri.Get("fc")} is no flow control");
        Require(uri, uri.Get("cc") is null or "static", $"cc={uri.Get("cc")}: only static is there");
        return channel with
        {
            FlowControl = flow,
            ReceiverWindowBytes = ReadSize(uri, "rcv-wnd", FrameLayout.Alignment, LogLayout.TermBytesMax),
            PublicationWindowBytes = ReadSize(uri, "pub-wnd", FrameLayout.Alignment, LogLayout.TermBytesMax),
            SendBufferBytes = ReadSize(uri, "so-sndbuf", 0, int.MaxValue),
            ReceiveBufferBytes = ReadSize(uri, "so-rcvbuf", 0, int.MaxValue),
            IsReliable = uri.GetFlag("reliable") ?? true,
            IsGroup = uri.GetFlag("group"),
            Rejoins = uri.GetFlag("rejoin") ?? true,
            IsTethered = uri.GetFlag("tether") ?? true,
            NakDelayNs = uri.GetDurationNs("nak-delay"),
            MaxResend = ReadCount(uri, "max-resend", 1, 256),
            GroupTag = uri.GetInt64("gtag"),
            UntetheredWindowLimitNs = uri.GetDurationNs("untethered-window-limit-timeout"),
            UntetheredLingerNs = uri.GetDurationNs("untethered-linger-timeout"),
            UntetheredRestingNs = uri.GetDurationNs("untethered-resting-timeout"),
        };
    }

    private static (int? SessionId, long? Tag) ReadSession(ChannelUri uri)
    {
        const string TagPrefix = "tag:";
        if (uri.Get("session-id") is not { } text || !text.StartsWith(TagPrefix, StringComparison.Ordinal))
        {
            return (uri.GetInt32("session-id"), null);
        }

        Require(uri, TryTag(text[TagPrefix.Length..], out long tag), $"session-id={text} names no tag");
        return (null, tag);
    }

    private static (long? Channel, long? Entity) ReadTags(ChannelUri uri)
    {
        if (uri.Get("tags") is not { } text)
        {
            return (null, null);
        }

        string[] parts = text.Split(',');
        long channel = 0;
        long entity = 0;
        RequireForm(
            uri,
            parts.Length <= 2 && (parts[0].Length == 0 || TryTag(parts[0], out channel)) && (parts.Length < 2 || TryTag(parts[1], out entity)),
            $"tags={text} are not one or two numbers");
        return (parts[0].Length == 0 ? null : channel, parts.Length < 2 ? null : entity);
    }

    private static bool TryTag(string text, out long tag) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out tag);

    private static ControlMode ReadMode(ChannelUri uri) => uri.Get("control-mode") switch
    {
        null => ControlMode.None,
        "manual" => ControlMode.Manual,
        "dynamic" => ControlMode.Dynamic,
        "response" => throw new CommandRefusedException(DriverErrorCode.NotSupported, $"channel '{uri.Text}': control-mode=response is not supported"),
        string mode => throw Invalid(uri.Text, $"control-mode={mode} is neither manual nor dynamic"),
    };

    private static int? ReadSize(ChannelUri uri, string key, int min, int max)
    {
        long? size = uri.GetSize(key);
        Require(uri, size is null || (size >= min && size <= max), $"{key}={size} is not from {min} to {max} bytes");
        return (int?)size;
    }

    private static int? ReadCount(ChannelUri uri, string key, int min, int max)
    {
        int? count = uri.GetInt32(key);
        Require(uri, count is null || (count >= min && count <= max), $"{key}={count} is not from {min} to {max}");
        return count;
    }

    private static void Require(ChannelUri uri, bool isGood, string what)
    {
        if (!isGood)
        {
            throw Invalid(uri.Text, what);
        }
    }

    private static void RequireForm(ChannelUri uri, bool isGood, string what)
    {
        if (!isGood)
        {
            throw Refusal(DriverErrorCode.InvalidChannel, uri.Text, what);
        }
    }

    private UdpChannel Parse(string text, bool isDestination)
    {
        try
        {
            ChannelUri uri = CommandChannel.Read(text);
            Require(uri, !uri.IsIpc, "it is not a UDP channel");
            (long? tag, long? entityTag) = ReadTags(uri);
            ControlMode mode = ReadMode(uri);
            bool hasPlace = uri.Get("endpoint") != null || uri.Get("control") != null || tag.HasValue || mode == ControlMode.Manual;
            RequireForm(uri, hasPlace, "it names no endpoint, control or tags, and is not control-mode=manual");
            RequireForm(uri, mode != ControlMode.Dynamic || uri.Get("control") != null, "control-mode=dynamic needs control=host:port");
            UdpChannel channel = new()
            {
                Uri = uri,
                CanonicalForm = string.Empty,
                ControlMode = mode,
                Tag = tag,
                EntityTag = entityTag,
                Ttl = ReadCount(uri, "ttl", 0, MaxTtl) ?? 0,
            };
            return _addresses.Fill(WithFlow(WithLog(channel, uri), uri), isDestination);
        }
        catch (EdgeRouterException fault)
        {
            throw new CommandRefusedException(DriverErrorCode.Generic, fault.Message);
        }
    }
}
