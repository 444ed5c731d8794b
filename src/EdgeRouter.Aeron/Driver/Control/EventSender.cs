using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Rings;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>Tells clients what happened. It allocates nothing.</summary>
/// <param name="transmitter">The buffer that all clients read.</param>
internal sealed class EventSender(BroadcastTransmitter transmitter)
{
    private const int TextCharsMax = 1023;
    private readonly DriverEvent _event = new();
    private readonly byte[] _bytes = new byte[transmitter.MessageBytesMax];

    /// <summary>A command failed.</summary>
    public void Error(long correlationId, DriverErrorCode code, string text)
    {
        _event.CorrelationId = correlationId;
        _event.ErrorCode = code;
        _event.Text = Clip(text);
        Send(EventKind.Error);
    }

    /// <summary>A command was carried out.</summary>
    public void Succeeded(long correlationId)
    {
        _event.CorrelationId = correlationId;
        Send(EventKind.OperationSucceeded);
    }

    /// <summary>A publication is there.</summary>
    public void PublicationReady(long correlationId, bool isExclusive, int streamId, in PublicationReply reply)
    {
        _event.CorrelationId = correlationId;
        _event.OriginalRegistrationId = reply.OriginalRegistrationId;
        _event.SessionId = reply.SessionId;
        _event.StreamId = streamId;
        _event.CounterId = reply.PositionLimitCounterId;
        _event.ChannelStatusId = reply.ChannelStatusCounterId;
        _event.Text = reply.LogFile;
        Send(isExclusive ? EventKind.ExclusivePublicationReady : EventKind.PublicationReady);
    }

    /// <summary>A subscription is there.</summary>
    public void SubscriptionReady(long correlationId, int channelStatusId)
    {
        _event.CorrelationId = correlationId;
        _event.ChannelStatusId = channelStatusId;
        Send(EventKind.SubscriptionReady);
    }

    /// <summary>A subscription has one more image.</summary>
    public void AvailableImage(in AvailableImage image)
    {
        _event.CorrelationId = image.CorrelationId;
        _event.SessionId = image.SessionId;
        _event.StreamId = image.StreamId;
        _event.SubscriptionId = image.SubscriptionRegistrationId;
        _event.CounterId = image.SubscriberPositionCounterId;
        _event.Text = image.LogFile;
        _event.Source = image.SourceIdentity;
        Send(EventKind.AvailableImage);
    }

    /// <summary>A subscription has one image less.</summary>
    public void UnavailableImage(long imageId, long subscriptionId, int streamId, string channel)
    {
        _event.CorrelationId = imageId;
        _event.SubscriptionId = subscriptionId;
        _event.StreamId = streamId;
        _event.Source = channel;
        Send(EventKind.UnavailableImage);
    }

    /// <summary>A counter is there.</summary>
    public void CounterReady(long registrationId, int counterId) => Counter(EventKind.CounterReady, registrationId, counterId);

    /// <summary>A counter is gone.</summary>
    public void UnavailableCounter(long registrationId, int counterId) => Counter(EventKind.UnavailableCounter, registrationId, counterId);

    /// <summary>A static counter is there.</summary>
    public void StaticCounter(long correlationId, int counterId) => Counter(EventKind.StaticCounter, correlationId, counterId);

    /// <summary>A client was given up.</summary>
    public void ClientTimeout(long clientId)
    {
        _event.ClientId = clientId;
        Send(EventKind.ClientTimeout);
    }

    /// <summary>A session id that is free.</summary>
    public void NextSessionId(long correlationId, int sessionId)
    {
        _event.CorrelationId = correlationId;
        _event.SessionId = sessionId;
        Send(EventKind.NextSessionId);
    }

    /// <summary>A receiver refused a publication.</summary>
    public void PublicationError(in PublicationError error)
    {
        _event.CorrelationId = error.RegistrationId;
        _event.DestinationId = error.DestinationRegistrationId;
        _event.SessionId = error.SessionId;
        _event.StreamId = error.StreamId;
        _event.ReceiverId = error.ReceiverId;
        _event.GroupTag = error.GroupTag;
        _event.AddressKind = error.AddressType;
        _event.Port = error.Port;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(_event.Address, error.AddressHigh);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(_event.Address.AsSpan(sizeof(ulong)), error.AddressLow);
        _event.ErrorCode = (DriverErrorCode)error.Code;
        _event.Text = Clip(error.Text);
        Send(EventKind.PublicationError);
    }

    private static string Clip(string text) => text.Length > TextCharsMax ? text[..TextCharsMax] : text;

    private void Counter(EventKind kind, long correlationId, int counterId)
    {
        _event.CorrelationId = correlationId;
        _event.CounterId = counterId;
        Send(kind);
    }

    private void Send(EventKind kind)
    {
        _event.Kind = kind;
        transmitter.Transmit((int)kind, _bytes.AsSpan(0, EventCodec.Write(_event, _bytes)));
    }
}
