using System.Globalization;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Tools.Decode.Framing;

/// <summary>Cuts UDP payloads and TCP streams into messages: one class a framing, without state. A new one goes into <see cref="Framings"/>.</summary>
public abstract class MessageFraming
{
    /// <summary>Name as on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a schema belongs to it, so that users need not name one.</summary>
    public virtual bool HasSchema => false;

    /// <summary>Whether <see cref="NextInStream"/> can be used: the framing is spoken over TCP too.</summary>
    public virtual bool HasStreamForm => false;

    /// <summary>The schema that belongs to it.</summary>
    /// <exception cref="NotSupportedException">It has none (<see cref="HasSchema"/>).</exception>
    public virtual SbeSchema LoadSchema() => throw new NotSupportedException($"framing {Name} has no schema of its own");

    /// <summary>Unpacks a packet that is compressed.</summary>
    /// <param name="payload">UDP payload.</param>
    /// <param name="room">Room for what is unpacked; larger packets are refused.</param>
    /// <param name="packet">The payload itself where nothing is compressed.</param>
    /// <returns>False where the compressed bytes are damaged.</returns>
    public virtual bool TryExpand(ReadOnlySpan<byte> payload, Span<byte> room, out ReadOnlySpan<byte> packet)
    {
        packet = payload;
        return true;
    }

    /// <summary>Reads a packet's header.</summary>
    /// <param name="payload">UDP payload, expanded.</param>
    /// <param name="cursor">At the first message, or with a problem.</param>
    /// <returns>Whether the header is sound.</returns>
    public abstract bool TryBegin(ReadOnlySpan<byte> payload, out FramingCursor cursor);

    /// <summary>Takes the next message of a packet.</summary>
    /// <param name="payload">The same payload.</param>
    /// <param name="cursor">Moves on behind the message.</param>
    /// <param name="message">From the message header's first byte to the message's last.</param>
    /// <returns>A message, the end, or damage with a problem in the cursor.</returns>
    public abstract FramingStep Next(ReadOnlySpan<byte> payload, ref FramingCursor cursor, out ReadOnlySpan<byte> message);

    /// <summary>Takes the next message of a stream.</summary>
    /// <param name="bytes">What of the stream is there, from a message's or packet header's first byte on.</param>
    /// <param name="cursor">At <paramref name="bytes"/>' first byte; moves on behind the message, and behind packet headers.</param>
    /// <param name="message">From the message header's first byte to the message's last.</param>
    /// <returns>A message, a wish for more bytes, or damage with a problem in the cursor.</returns>
    public virtual FramingStep NextInStream(ReadOnlySpan<byte> bytes, ref FramingCursor cursor, out ReadOnlySpan<byte> message) =>
        throw new NotSupportedException($"framing {Name} has no stream form");

    /// <summary>Begins behind a header of fixed length, if it is there.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="headerBytes">The header's length.</param>
    /// <param name="cursor">Behind the header.</param>
    protected static bool TrySkipHeader(ReadOnlySpan<byte> payload, int headerBytes, out FramingCursor cursor)
    {
        bool isThere = payload.Length >= headerBytes;
        cursor = new FramingCursor
        {
            OffsetBytes = isThere ? headerBytes : 0,
            Left = -1,
            Problem = isThere ? null : Invariant($"a packet of {payload.Length} bytes is shorter than its header of {headerBytes}"),
        };
        return isThere;
    }

    /// <summary>Takes a message of a known length that lies behind a prefix.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="cursor">At the prefix.</param>
    /// <param name="prefixBytes">Bytes of the prefix.</param>
    /// <param name="messageBytes">Length behind the prefix; negative = impossible.</param>
    /// <param name="message">The message.</param>
    protected static FramingStep Take(ReadOnlySpan<byte> payload, ref FramingCursor cursor, int prefixBytes, int messageBytes, out ReadOnlySpan<byte> message)
    {
        FramingStep step = TakeInStream(payload, ref cursor, prefixBytes, messageBytes, out message);
        if (step != FramingStep.More)
        {
            return step;
        }

        cursor.Problem = Invariant($"the packet ends inside a message of {messageBytes} bytes, {payload.Length - cursor.MessageOffsetBytes} are left");
        return FramingStep.Damaged;
    }

    /// <summary>Takes a message of a known length that lies behind a prefix and may not be there whole.</summary>
    /// <param name="bytes">What is there.</param>
    /// <param name="cursor">At the prefix.</param>
    /// <param name="prefixBytes">Bytes of the prefix.</param>
    /// <param name="messageBytes">Length behind the prefix; negative = impossible.</param>
    /// <param name="message">The message.</param>
    protected static FramingStep TakeInStream(ReadOnlySpan<byte> bytes, ref FramingCursor cursor, int prefixBytes, int messageBytes, out ReadOnlySpan<byte> message)
    {
        message = default;
        if (messageBytes < 0)
        {
            return Damage(ref cursor, Invariant($"a length word says {messageBytes + prefixBytes}, less than the {prefixBytes} bytes before the message"));
        }

        cursor.MessageOffsetBytes = cursor.OffsetBytes + prefixBytes;
        if (messageBytes > bytes.Length - cursor.MessageOffsetBytes)
        {
            return FramingStep.More;
        }

        message = bytes.Slice(cursor.MessageOffsetBytes, messageBytes);
        cursor.OffsetBytes = cursor.MessageOffsetBytes + messageBytes;
        return FramingStep.Message;
    }

    /// <summary>Says what is wrong.</summary>
    /// <param name="cursor">Takes the problem.</param>
    /// <param name="problem">What.</param>
    protected static FramingStep Damage(ref FramingCursor cursor, string problem)
    {
        cursor.Problem = problem;
        return FramingStep.Damaged;
    }

    /// <summary>Says that a packet ends inside a message's framing words.</summary>
    /// <param name="cursor">Takes the problem.</param>
    /// <param name="leftBytes">Bytes that are left.</param>
    protected static FramingStep CutPrefix(ref FramingCursor cursor, int leftBytes) =>
        Damage(ref cursor, Invariant($"the packet ends inside a message's framing words, {leftBytes} bytes are left"));

    /// <summary>Text in invariant culture.</summary>
    /// <param name="text">The text.</param>
    protected static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
