using System.Buffers.Binary;
using System.Net;
using System.Runtime.CompilerServices;

namespace EdgeRouter.Aeron.Os.Sockets;

/// <summary>An IPv4 or IPv6 address and a port, as a value. The default value is no address.</summary>
internal readonly unsafe struct UdpAddress : IEquatable<UdpAddress>
{
    /// <summary>Bytes of the longest native form.</summary>
    public const int MaxNativeBytes = 28;

    private const int IPv4NativeBytes = 16;
    private readonly ulong _high;
    private readonly ulong _low;
    private readonly uint _scope;
    private readonly ushort _port;
    private readonly byte _family;

    private UdpAddress(byte family, ulong high, ulong low, uint scope, int port)
    {
        _family = family;
        _high = high;
        _low = low;
        _scope = scope;
        _port = (ushort)port;
    }

    /// <summary>Whether there is an address.</summary>
    public bool IsPresent => _family != 0;

    /// <summary>Whether it is of version 6.</summary>
    public bool IsIPv6 => _family == SocketCalls.FamilyIPv6;

    /// <summary>The family as the system numbers it; 0 = none.</summary>
    public int Family => _family;

    /// <summary>The port; 0 = any.</summary>
    public int Port => _port;

    /// <summary>First 8 bytes of the address as they lie in memory; of IPv4 the first 4.</summary>
    public ulong High => _high;

    /// <summary>Last 8 bytes of the address as they lie in memory.</summary>
    public ulong Low => _low;

    /// <summary>Whether it names a group.</summary>
    public bool IsMulticast => IsIPv6 ? (_high & 0xFF) == 0xFF : IsPresent && (_high & 0xF0) == 0xE0;

    /// <summary>Whether it stands for every address of the machine.</summary>
    public bool IsAny => IsPresent && _high == 0 && _low == 0;

    /// <summary>The last byte of the address.</summary>
    public int LastByte => (int)(IsIPv6 ? _low >> 56 : (_high >> 24) & 0xFF);

    /// <summary>Makes one.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port, 0 to 65,535.</param>
    public static UdpAddress Of(IPAddress address, int port)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        _ = address.TryWriteBytes(bytes, out int count);
        ulong high = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        ulong low = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
        return count == 4
            ? new UdpAddress(SocketCalls.FamilyIPv4, high, 0, 0, port)
            : new UdpAddress(SocketCalls.FamilyIPv6, high, low, (uint)address.ScopeId, port);
    }

    /// <summary>Every address of the machine.</summary>
    /// <param name="isIPv6">Of version 6.</param>
    /// <param name="port">The port.</param>
    public static UdpAddress Any(bool isIPv6, int port) =>
        new(isIPv6 ? (byte)SocketCalls.FamilyIPv6 : (byte)SocketCalls.FamilyIPv4, 0, 0, 0, port);

    /// <summary>Reads a native <c>sockaddr</c>.</summary>
    /// <param name="native">28 readable bytes.</param>
    public static UdpAddress FromNative(byte* native)
    {
        int family = *(ushort*)native;
        int port = BinaryPrimitives.ReverseEndianness(*(ushort*)(native + 2));
        return family switch
        {
            SocketCalls.FamilyIPv4 => new UdpAddress(SocketCalls.FamilyIPv4, *(uint*)(native + 4), 0, 0, port),
            SocketCalls.FamilyIPv6 => new UdpAddress(
                SocketCalls.FamilyIPv6,
                Unsafe.ReadUnaligned<ulong>(native + 8),
                Unsafe.ReadUnaligned<ulong>(native + 16),
                *(uint*)(native + 24),
                port),
            _ => default,
        };
    }

    /// <summary>Whether two values are the same address and port.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(UdpAddress left, UdpAddress right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(UdpAddress left, UdpAddress right) => !left.Equals(right);

    /// <summary>Writes a native <c>sockaddr</c>.</summary>
    /// <param name="native">28 writable bytes.</param>
    /// <returns>Bytes written.</returns>
    public uint WriteNative(byte* native)
    {
        new Span<byte>(native, MaxNativeBytes).Clear();
        *(ushort*)native = _family;
        *(ushort*)(native + 2) = BinaryPrimitives.ReverseEndianness(_port);
        if (!IsIPv6)
        {
            *(uint*)(native + 4) = (uint)_high;
            return IPv4NativeBytes;
        }

        Unsafe.WriteUnaligned(native + 8, _high);
        Unsafe.WriteUnaligned(native + 16, _low);
        *(uint*)(native + 24) = _scope;
        return MaxNativeBytes;
    }

    /// <summary>The same address with another port.</summary>
    /// <param name="port">The port.</param>
    public UdpAddress WithPort(int port) => new(_family, _high, _low, _scope, port);

    /// <summary>The address whose last byte is one more: a data group's control group.</summary>
    public UdpAddress NextInGroup() => IsIPv6
        ? new UdpAddress(_family, _high, _low + (1UL << 56), _scope, _port)
        : new UdpAddress(_family, _high + (1UL << 24), _low, _scope, _port);

    /// <summary>Whether the addresses agree, ports aside.</summary>
    /// <param name="other">The other.</param>
    public bool HasSameHost(in UdpAddress other) => _family == other._family && _high == other._high && _low == other._low;

    /// <summary>The address without its port.</summary>
    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, _high);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], _low);
        return IsIPv6 ? new IPAddress(bytes, _scope) : new IPAddress(bytes[..4]);
    }

    /// <inheritdoc/>
    public bool Equals(UdpAddress other) => HasSameHost(other) && _port == other._port;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UdpAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_high, _low, _port, _family);

    /// <inheritdoc/>
    public override string ToString() => !IsPresent ? "none" : IsIPv6 ? $"[{ToIPAddress()}]:{_port}" : $"{ToIPAddress()}:{_port}";
}
