using System.Runtime.InteropServices;

namespace EdgeRouter.Aeron.Os.Sockets;

/// <summary>Room for the datagrams of one call of <c>recvmmsg</c>, the longest that UDP has. Made once a thread.</summary>
internal sealed unsafe class ReceiveBatch : IDisposable
{
    /// <summary>Datagrams that fit.</summary>
    public const int Capacity = 16;

    /// <summary>Room for one datagram, bytes.</summary>
    public const int SlotBytes = 65_536;

    // Not a multiple of 4 KiB: slots that begin at the same place of their pages push one another out of the first cache.
    private const int StrideBytes = SlotBytes + 1_472;
    private const int AddressBytes = 32;
    private MessageHeader* _headers;
    private readonly IoVector* _parts;
    private readonly byte* _addresses;
    private byte* _data;

    /// <summary>An empty batch.</summary>
    public ReceiveBatch()
    {
        nuint bytes = (nuint)(Capacity * (sizeof(MessageHeader) + sizeof(IoVector) + AddressBytes));
        _headers = (MessageHeader*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(_headers, bytes);
        _parts = (IoVector*)(_headers + Capacity);
        _addresses = (byte*)(_parts + Capacity);
        _data = (byte*)NativeMemory.AlignedAlloc(Capacity * (nuint)StrideBytes, 4096);
        for (int i = 0; i < Capacity; i++)
        {
            _parts[i].Data = _data + ((long)i * StrideBytes);
            _parts[i].SizeBytes = SlotBytes;
            _headers[i].Parts = _parts + i;
            _headers[i].PartCount = 1;
            _headers[i].Name = _addresses + (i * AddressBytes);
            _headers[i].NameSizeBytes = UdpAddress.MaxNativeBytes;
        }
    }

    /// <summary>Frees the memory.</summary>
    ~ReceiveBatch() => Free();

    /// <summary>Datagrams received last.</summary>
    public int Count { get; private set; }

    /// <summary>The native vector.</summary>
    public MessageHeader* Headers => _headers;

    /// <summary>First byte of a datagram.</summary>
    /// <param name="index">Which.</param>
    public byte* Data(int index) => _parts[index].Data;

    /// <summary>Bytes of a datagram.</summary>
    /// <param name="index">Which.</param>
    public int SizeBytes(int index) => (int)_headers[index].SizeBytes;

    /// <summary>Whether a datagram was cut.</summary>
    /// <param name="index">Which.</param>
    public bool IsTruncated(int index) => (_headers[index].Flags & SocketCalls.Truncated) != 0;

    /// <summary>Where a datagram came from.</summary>
    /// <param name="index">Which.</param>
    public UdpAddress Source(int index) => UdpAddress.FromNative(_headers[index].Name);

    /// <summary>Makes it ready for the next call.</summary>
    public void Prepare()
    {
        for (int i = 0; i < Count; i++)
        {
            _headers[i].NameSizeBytes = UdpAddress.MaxNativeBytes;
        }

        Count = 0;
    }

    /// <summary>Says how many the call has filled.</summary>
    /// <param name="count">0 to the capacity.</param>
    public void Complete(int count) => Count = count;

    /// <summary>Puts a datagram in by hand: the simulated network's way.</summary>
    /// <param name="data">Its bytes.</param>
    /// <param name="source">Where it comes from.</param>
    /// <returns>False: full.</returns>
    public bool TryAdd(ReadOnlySpan<byte> data, in UdpAddress source)
    {
        if (Count == Capacity)
        {
            return false;
        }

        data.CopyTo(new Span<byte>(Data(Count), SlotBytes));
        _ = source.WriteNative(_headers[Count].Name);
        _headers[Count].SizeBytes = (uint)data.Length;
        _headers[Count].Flags = 0;
        Count++;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_headers);
        NativeMemory.AlignedFree(_data);
        _headers = null;
        _data = null;
    }
}
