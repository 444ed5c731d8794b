using System.Text;

namespace EdgeRouter.Aeron.Commands;

/// <summary>Commands as bytes (AERON.md §5): what stands in the ring from clients to their driver.</summary>
public static class CommandCodec
{
    private const long RevokeFlag = 1;
    private const int FixedBytesMax = 64;

    /// <summary>Bytes that are enough for a command.</summary>
    /// <param name="command">The command.</param>
    public static int BytesMax(DriverCommand command) =>
        FixedBytesMax + Encoding.UTF8.GetByteCount(command.Text) + command.Key.Length + Encoding.UTF8.GetByteCount(command.Label);

    /// <summary>Writes a command's payload.</summary>
    /// <param name="command">The command.</param>
    /// <param name="bytes">At least <see cref="BytesMax"/>.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(DriverCommand command, Span<byte> bytes)
    {
        PayloadWriter writer = new(bytes);
        writer.Int64(command.ClientId);
        writer.Int64(command.CorrelationId);
        switch (command.Kind)
        {
            case CommandKind.AddPublication or CommandKind.AddExclusivePublication:
                writer.Int32(command.StreamId);
                writer.Text(command.Text);
                break;
            case CommandKind.AddSubscription:
                writer.Int64(-1);
                writer.Int32(command.StreamId);
                writer.Text(command.Text);
                break;
            case CommandKind.RemovePublication:
                writer.Int64(command.RegistrationId);
                writer.Int64(command.IsRevoked ? RevokeFlag : 0);
                break;
            case CommandKind.RemoveSubscription or CommandKind.RemoveCounter:
                writer.Int64(command.RegistrationId);
                break;
            case CommandKind.AddDestination or CommandKind.RemoveDestination
                or CommandKind.AddReceiveDestination or CommandKind.RemoveReceiveDestination:
                writer.Int64(command.RegistrationId);
                writer.Text(command.Text);
                break;
            case CommandKind.RemoveDestinationById:
                writer.Int64(command.RegistrationId);
                writer.Int64(command.DestinationId);
                break;
            case CommandKind.AddCounter or CommandKind.AddStaticCounter:
                WriteCounter(command, ref writer);
                break;
            case CommandKind.TerminateDriver:
                writer.Bytes(command.Key);
                break;
            case CommandKind.RejectImage:
                writer.Int64(command.RegistrationId);
                writer.Int64(command.Position);
                writer.Text(command.Text);
                break;
            case CommandKind.NextSessionId:
                writer.Int32(command.StreamId);
                break;
            case CommandKind.ClientKeepalive or CommandKind.ClientClose:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command.Kind, "not a command");
        }

        return writer.Length;
    }

    /// <summary>Reads a command's payload.</summary>
    /// <param name="typeId">The record's type.</param>
    /// <param name="payload">The record's payload.</param>
    /// <param name="command">Takes the fields; others keep what they had.</param>
    /// <returns>None, <see cref="DriverErrorCode.UnknownCommand"/> or <see cref="DriverErrorCode.MalformedCommand"/>. Client and correlation are set whenever
    /// the payload is long enough for them.</returns>
    public static DriverErrorCode TryRead(int typeId, ReadOnlySpan<byte> payload, DriverCommand command)
    {
        PayloadReader reader = new(payload);
        command.Kind = (CommandKind)typeId;
        command.ClientId = reader.Int64();
        command.CorrelationId = reader.Int64();
        switch (command.Kind)
        {
            case CommandKind.AddPublication or CommandKind.AddExclusivePublication:
                command.StreamId = reader.Int32();
                command.Text = reader.Text();
                break;
            case CommandKind.AddSubscription:
                _ = reader.Int64();
                command.StreamId = reader.Int32();
                command.Text = reader.Text();
                break;
            case CommandKind.RemovePublication:
                command.RegistrationId = reader.Int64();
                command.IsRevoked = !reader.IsAtEnd && (reader.Int64() & RevokeFlag) != 0;
                break;
            case CommandKind.RemoveSubscription or CommandKind.RemoveCounter:
                command.RegistrationId = reader.Int64();
                break;
            case CommandKind.AddDestination or CommandKind.RemoveDestination
                or CommandKind.AddReceiveDestination or CommandKind.RemoveReceiveDestination:
                command.RegistrationId = reader.Int64();
                command.Text = reader.Text();
                break;
            case CommandKind.RemoveDestinationById:
                command.RegistrationId = reader.Int64();
                command.DestinationId = reader.Int64();
                break;
            case CommandKind.AddCounter or CommandKind.AddStaticCounter:
                ReadCounter(command, ref reader);
                break;
            case CommandKind.TerminateDriver:
                command.Key = reader.Bytes();
                break;
            case CommandKind.RejectImage:
                command.RegistrationId = reader.Int64();
                command.Position = reader.Int64();
                command.Text = reader.Text();
                break;
            case CommandKind.NextSessionId:
                command.StreamId = reader.Int32();
                break;
            case CommandKind.ClientKeepalive or CommandKind.ClientClose:
                break;
            default:
                return DriverErrorCode.UnknownCommand;
        }

        return reader.IsMalformed ? DriverErrorCode.MalformedCommand : DriverErrorCode.None;
    }

    private static void WriteCounter(DriverCommand command, ref PayloadWriter writer)
    {
        if (command.Kind == CommandKind.AddStaticCounter)
        {
            writer.Int64(command.RegistrationId);
        }

        writer.Int32(command.TypeId);
        writer.Bytes(command.Key);
        writer.AlignTo4();
        writer.Text(command.Label);
    }

    private static void ReadCounter(DriverCommand command, ref PayloadReader reader)
    {
        if (command.Kind == CommandKind.AddStaticCounter)
        {
            command.RegistrationId = reader.Int64();
        }

        command.TypeId = reader.Int32();
        command.Key = reader.Bytes();
        reader.AlignTo4();
        command.Label = reader.Text();
    }
}
