using System.Buffers.Binary;

namespace EdgeRouter.Protocol.Messages;

/// <summary>First part of every message.</summary>
public readonly record struct MessageEnvelope
{
    /// <summary>Set in <see cref="Flags"/>: the message came in and was refused, so that no state hangs on it; a replay must see it all the same.</summary>
    public const ushort RefusedFlag = 1;

    private const int ReservedOffset = 28;

    /// <summary>Number of the message in its stream, 1-based.</summary>
    public ulong Sequence { get; init; }

    /// <summary>Sender's time, ns since the Unix epoch, UTC.</summary>
    public long TimeNs { get; init; }

    /// <summary>Market data packets that the engine had taken before this message.</summary>
    public ulong InputCount { get; init; }

    /// <summary>Tier and shard that wrote the message.</summary>
    public ushort SourceId { get; init; }

    /// <summary><see cref="RefusedFlag"/>, or 0.</summary>
    public ushort Flags { get; init; }

    /// <summary>In a journal: the number that the message had on the link that brought it, by <see cref="Core.Links.LinkNumber"/>; 0 = no link did. On the wire it stands where
    /// older versions had four reserved bytes of zero.</summary>
    public uint LinkSequence { get; init; }

    /// <summary>Writes into a message, whatever its kind, which number it had on the link that brought it.</summary>
    /// <param name="message">A whole message of the schema; changed.</param>
    /// <param name="linkSequence">By <see cref="Core.Links.LinkNumber"/>.</param>
    /// <returns>False when it is too short to have an envelope, or of another schema.</returns>
    public static bool TryStamp(Span<byte> message, uint linkSequence)
    {
        if (!ProtocolReader.TryReadEnvelope(message, out _))
        {
            return false;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(message[(SchemaInfo.HeaderLength + ReservedOffset)..], linkSequence);
        return true;
    }

    /// <summary>Writes it.</summary>
    /// <param name="encoder">Target.</param>
    internal void WriteTo(EnvelopeEncoder encoder)
    {
        encoder.Sequence = Sequence;
        encoder.TimeNs = TimeNs;
        encoder.InputCount = InputCount;
        encoder.SourceId = SourceId;
        encoder.Flags = Flags;
        encoder.Reserved = LinkSequence;
    }

    /// <summary>Reads it.</summary>
    /// <param name="decoder">Source.</param>
    internal static MessageEnvelope From(EnvelopeDecoder decoder) => new()
    {
        Sequence = decoder.Sequence,
        TimeNs = decoder.TimeNs,
        InputCount = decoder.InputCount,
        SourceId = decoder.SourceId,
        Flags = decoder.Flags,
        LinkSequence = decoder.Reserved,
    };
}
