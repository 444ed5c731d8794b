using EdgeRouter.Aeron.Channels;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Driver.Control;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;

namespace EdgeRouter.Aeron.Driver.Ipc;

/// <summary>What the log of an IPC publication is to be: its channel, and the driver's settings where that says nothing.</summary>
internal static class IpcLog
{
    /// <summary>Puts it together.</summary>
    /// <param name="context">Settings, and random first terms.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="settings">Its channel.</param>
    /// <param name="sessionId">Its session.</param>
    /// <exception cref="CommandRefusedException">Parts of the channel do not go together.</exception>
    public static LogParameters Parameters(DriverContext context, in PublicationRequest request, IpcPublicationSettings settings, int sessionId)
    {
        MediaDriverOptions options = context.Options;
        int termBytes = settings.TermBytes ?? options.IpcTermBytes;
        int mtuBytes = settings.MtuBytes ?? options.IpcMtuBytes;
        int initialTermId = settings.Start?.InitialTermId ?? context.NextRandom();
        int windowBytes = Window(settings, options, termBytes, mtuBytes);
        RequireOffset(settings, termBytes);
        return new LogParameters
        {
            Kind = request.IsExclusive ? LogKind.ExclusivePublication : LogKind.SharedPublication,
            CorrelationId = request.RegistrationId,
            SessionId = sessionId,
            StreamId = request.StreamId,
            InitialTermId = initialTermId,
            TermId = settings.Start?.TermId,
            TermOffset = settings.Start?.TermOffset ?? 0,
            TermBytes = termBytes,
            MtuBytes = mtuBytes,
            PageBytes = options.PageBytes,
            PublicationWindowBytes = windowBytes,
            ResendMax = settings.ResendMax ?? 0,
            EntityTag = settings.EntityTag ?? -1,
            LingerNs = settings.LingerNs ?? options.PublicationLingerNs,
            UntetheredWindowLimitNs = settings.UntetheredWindowLimitNs ?? options.UntetheredWindowLimitNs,
            UntetheredLingerNs = settings.UntetheredLingerNs ?? options.UntetheredLingerNs,
            UntetheredRestingNs = settings.UntetheredRestingNs ?? options.UntetheredRestingNs,
            Rejoins = false, // These three are of receivers.
            IsReliable = false,
            IsTethered = false,
            IsSparse = settings.IsSparse ?? options.FileAllocation == FileAllocation.Sparse,
            SignalsEndOfStream = settings.SignalsEndOfStream,
            SpiesSimulateConnection = settings.SpiesSimulateConnection,
        };
    }

    private static int Window(IpcPublicationSettings settings, MediaDriverOptions options, int termBytes, int mtuBytes)
    {
        int half = termBytes / 2;
        if (settings.WindowBytes is not { } windowBytes)
        {
            return options.IpcWindowBytes == 0 ? half : Math.Min(options.IpcWindowBytes, half);
        }

        return windowBytes >= mtuBytes && windowBytes <= half
            ? windowBytes
            : throw Invalid(settings, $"pub-wnd={windowBytes} is not from mtu={mtuBytes} to half of term-length={termBytes}");
    }

    private static void RequireOffset(IpcPublicationSettings settings, int termBytes)
    {
        if (settings.Start is { } start && start.TermOffset > termBytes)
        {
            throw Invalid(settings, $"term-offset={start.TermOffset} is beyond term-length={termBytes}");
        }
    }

    private static CommandRefusedException Invalid(IpcPublicationSettings settings, string what) =>
        new(DriverErrorCode.Generic, ChannelUri.Fault(settings.Uri.Text, what).Message);
}
