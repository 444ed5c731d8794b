using System.Text;

namespace EdgeRouter.Protocol.Tests.Messages;

/// <summary>Assembles messages by hand, field by field in the order of the schema file: shares no code with the generated encoders.</summary>
internal sealed class WireBytes
{
    private readonly List<byte> _bytes = [];

    /// <summary>Header and envelope (sequence 0x0102030405060708, time 11, input count 12, source 13).</summary>
    public static WireBytes Message(int templateId, int blockLength) => new WireBytes()
        .U16(blockLength).U16(templateId).U16(7001).U16(4)
        .I64(0x0102030405060708).I64(11).I64(12).U16(13).U16(0).I32(0);

    public WireBytes U8(int value) => Add([(byte)value]);

    public WireBytes U16(int value) => Add([(byte)value, (byte)(value >> 8)]);

    public WireBytes I32(int value) => Add([(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)]);

    public WireBytes I64(long value) => I32((int)value).I32((int)(value >> 32));

    public WireBytes F64(double value) => I64(BitConverter.DoubleToInt64Bits(value));

    public WireBytes F32(float value) => I32(BitConverter.SingleToInt32Bits(value));

    public WireBytes Text(string value) => U16(Encoding.UTF8.GetByteCount(value)).Add(Encoding.UTF8.GetBytes(value));

    public WireBytes Raw(string hex) => Add(Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal)));

    public byte[] ToArray() => [.. _bytes];

    private WireBytes Add(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }
}
