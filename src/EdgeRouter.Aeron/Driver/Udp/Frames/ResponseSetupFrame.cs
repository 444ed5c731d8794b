using System.Buffers.Binary;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Frames;

/// <summary>RSP_SETUP: which session answers, 20 bytes.</summary>
/// <param name="SessionId">The session asked.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="ResponseSessionId">The session of the answer.</param>
internal readonly record struct ResponseSetupFrame(int SessionId, int StreamId, int ResponseSessionId)
{
    /// <summary>Bytes.</summary>
    public const int SizeBytes = 20;

    /// <summary>Reads it.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="frame">It.</param>
    /// <returns>False: another type or too short.</returns>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out ResponseSetupFrame frame)
    {
        if (!FrameHeader.TryReadControl(datagram, FrameType.ResponseSetup, SizeBytes, out _))
        {
            frame = default;
            return false;
        }

        frame = new ResponseSetupFrame(
            BinaryPrimitives.ReadInt32LittleEndian(datagram[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(datagram[16..]));
        return true;
    }

    /// <summary>Writes it.</summary>
    /// <param name="target">At least 20 bytes.</param>
    public void Write(Span<byte> target)
    {
        FrameHeader.Write(target, SizeBytes, 0, FrameType.ResponseSetup);
        BinaryPrimitives.WriteInt32LittleEndian(target[8..], SessionId);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], StreamId);
        BinaryPrimitives.WriteInt32LittleEndian(target[16..], ResponseSessionId);
    }
}
