using System.Buffers.Binary;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;
using EdgeRouter.Ingest.Captures;

namespace EdgeRouter.Ingest;

/// <summary>Writes frames to a pcap file with nanosecond stamps, little-endian whatever the machine: the same frames give the same bytes.
/// Stamps are written as they come, also decreasing ones, which real captures of two lines have.
/// Buffered; complete after <see cref="Dispose"/>.</summary>
public sealed class CaptureWriter : IFrameSink, IDisposable
{
    private const int BufferBytes = 256 * 1024;
    private readonly FileStream _stream;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _bufferedBytes;
    private bool _isDisposed;

    /// <summary>Creates the file, over an older one of that name.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EdgeRouterException">ER2010: it cannot be created.</exception>
    public CaptureWriter(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        try
        {
            _stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw EdgeRouterException.Environment("ER2010", $"capture '{path}' cannot be created: {failure.Message}", failure);
        }

        WriteFileHeader();
    }

    /// <summary>The file's path as given.</summary>
    public string Path { get; }

    /// <summary>Frames taken.</summary>
    public long FrameCount { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The frame is larger than 262,144 bytes, or its time is before 1970 or after 2106.</exception>
    /// <exception cref="EdgeRouterException">ER2011: the disk took no more.</exception>
    public void Write(ReadOnlySpan<byte> frame, long timeNs)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (frame.Length > CaptureReader.MaxFrameBytes || timeNs < 0 || timeNs / TimeUnits.Second > uint.MaxValue)
        {
            ThrowRefused(frame.Length, timeNs);
        }

        int recordBytes = PcapReader.RecordHeaderBytes + frame.Length;
        if (_buffer.Length - _bufferedBytes < recordBytes)
        {
            Flush();
        }

        Span<byte> header = stackalloc byte[PcapReader.RecordHeaderBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)(timeNs / TimeUnits.Second));
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)(timeNs % TimeUnits.Second));
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], frame.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], frame.Length);
        Append(header);
        Append(frame);
        FrameCount++;
    }

    /// <summary>Hands what is buffered to the operating system.</summary>
    /// <exception cref="EdgeRouterException">ER2011: the disk took no more.</exception>
    public void Flush()
    {
        try
        {
            _stream.Write(_buffer, 0, _bufferedBytes);
            _bufferedBytes = 0;
        }
        catch (IOException failure)
        {
            throw EdgeRouterException.Environment("ER2011", $"capture '{Path}' cannot be written after {FrameCount} frames: {failure.Message}", failure);
        }
    }

    /// <summary>Writes what is buffered and closes the file.</summary>
    /// <exception cref="EdgeRouterException">ER2011: the disk took no more.</exception>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        try
        {
            Flush();
        }
        finally
        {
            _stream.Dispose();
        }
    }

    private void WriteFileHeader()
    {
        Span<byte> header = stackalloc byte[PcapReader.FileHeaderBytes];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, PcapReader.NanosecondMagic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], CaptureReader.MaxFrameBytes);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], (int)Transport.LinkTypes.Ethernet);
        Append(header);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _bufferedBytes)
        {
            Flush();
        }

        bytes.CopyTo(_buffer.AsSpan(_bufferedBytes));
        _bufferedBytes += bytes.Length;
    }

    private static void ThrowRefused(int lengthBytes, long timeNs) => throw new ArgumentException(
        $"A capture cannot hold a frame of {lengthBytes} bytes at {timeNs} ns.", nameof(timeNs));
}
