using System.Text;

namespace EdgeRouter.Aeron.Commands;

/// <summary>Events as bytes (AERON.md §6): what stands in the buffer by which a driver tells its clients.</summary>
public static class EventCodec
{
    private const int FixedBytesMax = 80;
    private const int AddressBytes = 16;

    /// <summary>Bytes that are enough for an event.</summary>
    /// <param name="message">The event.</param>
    public static int BytesMax(DriverEvent message) =>
        FixedBytesMax + Encoding.UTF8.GetByteCount(message.Text) + Encoding.UTF8.GetByteCount(message.Source);

    /// <summary>Writes an event's payload.</summary>
    /// <param name="message">The event.</param>
    /// <param name="bytes">At least <see cref="BytesMax"/>.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(DriverEvent message, Span<byte> bytes)
    {
        PayloadWriter writer = new(bytes);
        if (message.Kind == EventKind.ClientTimeout)
        {
            writer.Int64(message.ClientId);
            return writer.Length;
        }

        writer.Int64(message.CorrelationId);
        switch (message.Kind)
        {
            case EventKind.Error:
                writer.Int32((int)message.ErrorCode);
                writer.Text(message.Text);
                break;
            case EventKind.AvailableImage:
                writer.Int32(message.SessionId);
                writer.Int32(message.StreamId);
                writer.Int64(message.SubscriptionId);
                writer.Int32(message.CounterId);
                writer.Text(message.Text);
                writer.AlignTo4();
                writer.Text(message.Source);
                break;
            case EventKind.PublicationReady or EventKind.ExclusivePublicationReady:
                writer.Int64(message.OriginalRegistrationId);
                writer.Int32(message.SessionId);
                writer.Int32(message.StreamId);
                writer.Int32(message.CounterId);
                writer.Int32(message.ChannelStatusId);
                writer.Text(message.Text);
                break;
            case EventKind.UnavailableImage:
                writer.Int64(message.SubscriptionId);
                writer.Int32(message.StreamId);
                writer.Text(message.Source);
                break;
            case EventKind.SubscriptionReady:
                writer.Int32(message.ChannelStatusId);
                break;
            case EventKind.CounterReady or EventKind.UnavailableCounter or EventKind.StaticCounter:
                writer.Int32(message.CounterId);
                break;
            case EventKind.NextSessionId:
                writer.Int32(message.SessionId);
                break;
            case EventKind.PublicationError:
                WritePublicationError(message, ref writer);
                break;
            case EventKind.OperationSucceeded:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(message), message.Kind, "not an event");
        }

        return writer.Length;
    }

    /// <summary>Reads an event's payload.</summary>
    /// <param name="typeId">The record's type.</param>
    /// <param name="payload">The record's payload.</param>
    /// <param name="message">Takes the fields; others keep what they had.</param>
    /// <returns>False: not an event that is known, or malformed; it is to be ignored.</returns>
    public static bool TryRead(int typeId, ReadOnlySpan<byte> payload, DriverEvent message)
    {
        PayloadReader reader = new(payload);
        message.Kind = (EventKind)typeId;
        long first = reader.Int64();
        message.CorrelationId = first;
        message.ClientId = first;
        switch (message.Kind)
        {
            case EventKind.Error:
                message.ErrorCode = (DriverErrorCode)reader.Int32();
                message.Text = reader.Text();
                break;
            case EventKind.AvailableImage:
                message.SessionId = reader.Int32();
                message.StreamId = reader.Int32();
                message.SubscriptionId = reader.Int64();
                message.CounterId = reader.Int32();
                message.Text = reader.Text();
                reader.AlignTo4();
                message.Source = reader.Text();
                break;
            case EventKind.PublicationReady or EventKind.ExclusivePublicationReady:
                message.OriginalRegistrationId = reader.Int64();
                message.SessionId = reader.Int32();
                message.StreamId = reader.Int32();
                message.CounterId = reader.Int32();
                message.ChannelStatusId = reader.Int32();
                message.Text = reader.Text();
                break;
            case EventKind.UnavailableImage:
                message.SubscriptionId = reader.Int64();
                message.StreamId = reader.Int32();
                message.Source = reader.Text();
                break;
            case EventKind.SubscriptionReady:
                message.ChannelStatusId = reader.Int32();
                break;
            case EventKind.CounterReady or EventKind.UnavailableCounter or EventKind.StaticCounter:
                message.CounterId = reader.Int32();
                break;
            case EventKind.NextSessionId:
                message.SessionId = reader.Int32();
                break;
            case EventKind.PublicationError:
                ReadPublicationError(message, ref reader);
                break;
            case EventKind.OperationSucceeded or EventKind.ClientTimeout:
                break;
            default:
                return false;
        }

        return !reader.IsMalformed;
    }

    private static void WritePublicationError(DriverEvent message, ref PayloadWriter writer)
    {
        writer.Int64(message.DestinationId);
        writer.Int32(message.SessionId);
        writer.Int32(message.StreamId);
        writer.Int64(message.ReceiverId);
        writer.Int64(message.GroupTag);
        writer.Int16(message.AddressKind);
        writer.Int16((short)message.Port);
        writer.Raw(message.Address.AsSpan(0, AddressBytes));
        writer.Int32((int)message.ErrorCode);
        writer.Text(message.Text);
    }

    private static void ReadPublicationError(DriverEvent message, ref PayloadReader reader)
    {
        message.DestinationId = reader.Int64();
        message.SessionId = reader.Int32();
        message.StreamId = reader.Int32();
        message.ReceiverId = reader.Int64();
        message.GroupTag = reader.Int64();
        message.AddressKind = reader.Int16();
        message.Port = (ushort)reader.Int16();
        message.Address = reader.Raw(AddressBytes);
        message.ErrorCode = (DriverErrorCode)reader.Int32();
        message.Text = reader.Text();
    }
}
