using System.Runtime.InteropServices;

namespace EdgeRouter.Aeron.Os.Sockets;

/// <summary>Datagrams for one call of <c>sendmmsg</c>: pointers into memory that the caller keeps valid, nothing is copied. Made once a thread.</summary>
internal sealed unsafe class SendBatch : IDisposable
{
    /// <summary>Datagrams that fit.</summary>
    public const int Capacity = 16;

    private const int AddressBytes = 32;
    private MessageHeader* _headers;
    private readonly IoVector* _parts;
    private readonly byte* _address;

    /// <summary>An empty batch.</summary>
    public SendBatch()
    {
        nuint bytes = (nuint)((Capacity * (sizeof(MessageHeader) + sizeof(IoVector))) + AddressBytes);
        _headers = (MessageHeader*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(_headers, bytes);
        _parts = (IoVector*)(_headers + Capacity);
        _address = (byte*)(_parts + Capacity);
        for (int i = 0; i < Capacity; i++)
        {
            _headers[i].Parts = _parts + i;
            _headers[i].PartCount = 1;
        }
    }

    /// <summary>Frees the vectors.</summary>
    ~SendBatch() => Free();

    /// <summary>Datagrams in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes in the batch.</summary>
    public int SizeBytes { get; private set; }

    /// <summary>Where they go; no address = where the socket is connected to.</summary>
    public UdpAddress Destination { get; private set; }

    /// <summary>The native vector.</summary>
    public MessageHeader* Headers => _headers;

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        Count = 0;
        SizeBytes = 0;
    }

    /// <summary>Adds a datagram; there must be room.</summary>
    /// <param name="data">First byte.</param>
    /// <param name="sizeBytes">Bytes.</param>
    public void Add(byte* data, int sizeBytes)
    {
        _parts[Count].Data = data;
        _parts[Count].SizeBytes = (nuint)sizeBytes;
        Count++;
        SizeBytes += sizeBytes;
    }

    /// <summary>The bytes of a datagram.</summary>
    /// <param name="index">Which.</param>
    public ReadOnlySpan<byte> this[int index] => new(_parts[index].Data, (int)_parts[index].SizeBytes);

    /// <summary>Says where all of them go.</summary>
    /// <param name="destination">The address, or none for a connected socket.</param>
    public void SetDestination(in UdpAddress destination)
    {
        uint nameBytes = 0;
        byte* name = null;
        if (destination.IsPresent)
        {
            nameBytes = destination.WriteNative(_address);
            name = _address;
        }

        for (int i = 0; i < Count; i++)
        {
            _headers[i].Name = name;
            _headers[i].NameSizeBytes = nameBytes;
        }

        Destination = destination;
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
        _headers = null;
    }
}
