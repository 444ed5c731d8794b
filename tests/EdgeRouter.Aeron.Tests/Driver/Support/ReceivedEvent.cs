using System.Buffers.Binary;
using System.Text;

namespace EdgeRouter.Aeron.Tests.Driver.Support;

internal sealed record ReceivedEvent(int Type, byte[] Bytes)
{
    public const int Error = 0x0F01;
    public const int AvailableImage = 0x0F02;
    public const int PublicationReady = 0x0F03;
    public const int Succeeded = 0x0F04;
    public const int UnavailableImage = 0x0F05;
    public const int ExclusiveReady = 0x0F06;
    public const int SubscriptionReady = 0x0F07;
    public const int CounterReady = 0x0F08;
    public const int UnavailableCounter = 0x0F09;
    public const int ClientTimeout = 0x0F0A;
    public const int StaticCounter = 0x0F0B;
    public const int PublicationError = 0x0F0C;
    public const int NextSessionId = 0x0F0D;

    public long Int64(int at) => BinaryPrimitives.ReadInt64LittleEndian(Bytes.AsSpan(at));

    public int Int32(int at) => BinaryPrimitives.ReadInt32LittleEndian(Bytes.AsSpan(at));

    public string Text(int at) => Encoding.UTF8.GetString(Bytes, at + 4, Int32(at));

    public override string ToString() => $"0x{Type:X4} {Convert.ToHexString(Bytes)}";
}
