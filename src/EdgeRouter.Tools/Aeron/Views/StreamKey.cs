using System.Buffers.Binary;
using System.Text;

namespace EdgeRouter.Tools.Aeron.Views;

/// <summary>The key of a stream's counter (AERON.md §7): registration, session, stream, channel.</summary>
/// <param name="RegistrationId">Registration.</param>
/// <param name="SessionId">Session.</param>
/// <param name="StreamId">Stream.</param>
/// <param name="Channel">Channel, as much of it as fits.</param>
public readonly record struct StreamKey(long RegistrationId, int SessionId, int StreamId, string Channel)
{
    private const int SessionOffset = 8;
    private const int StreamOffset = 12;
    private const int ChannelLengthOffset = 16;
    private const int ChannelOffset = 20;

    /// <summary>Reads a key; lengths that cannot be are cut to what is there.</summary>
    /// <param name="key">112 bytes.</param>
    public static StreamKey Read(ReadOnlySpan<byte> key)
    {
        int lengthBytes = Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(key[ChannelLengthOffset..]), 0, key.Length - ChannelOffset);
        return new StreamKey(
            BinaryPrimitives.ReadInt64LittleEndian(key),
            BinaryPrimitives.ReadInt32LittleEndian(key[SessionOffset..]),
            BinaryPrimitives.ReadInt32LittleEndian(key[StreamOffset..]),
            Encoding.UTF8.GetString(key.Slice(ChannelOffset, lengthBytes)));
    }
}
