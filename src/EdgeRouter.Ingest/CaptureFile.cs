using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Ingest.Captures;
using Microsoft.Win32.SafeHandles;

namespace EdgeRouter.Ingest;

/// <summary>A capture on disk, mapped into memory and read front to back: pcap (both byte orders, microsecond and nanosecond stamps) and
/// pcapng. Frames are lent in place until <see cref="Dispose"/>; nothing is copied, so private memory does not grow with the file.
/// The file must not shrink while it is open.</summary>
public sealed unsafe class CaptureFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private CaptureReader? _reader;
    private bool _isPointerHeld;

    private CaptureFile(string path)
    {
        Path = path;
        _stream = OpenStream(path);
        SizeBytes = _stream.Length;
        try
        {
            _map = MemoryMappedFile.CreateFromFile(_stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _map?.Dispose();
            _stream.Dispose();
            throw EdgeRouterException.BadInput("ER2003", $"capture '{path}' cannot be mapped: {failure.Message}", failure);
        }
    }

    /// <summary>The file's path as given.</summary>
    public string Path { get; }

    /// <summary>The file's size when it was opened.</summary>
    public long SizeBytes { get; }

    /// <summary>The file's format.</summary>
    public CaptureFormat Format => Reader is PcapReader ? CaptureFormat.Pcap : CaptureFormat.PcapNg;

    /// <summary>Where the next record begins; for progress.</summary>
    public long OffsetBytes => Reader.OffsetBytes;

    /// <summary>Frames read since the file was opened or rewound.</summary>
    public long FrameCount { get; private set; }

    /// <summary>Link type of the frame read last (<see cref="Transport.LinkTypes"/>).</summary>
    public uint LinkType => Reader.LinkType;

    /// <summary>What is wrong with the file, once <see cref="Read"/> has come upon it (ER2006, ER2007, ER2008); else null.</summary>
    public EdgeRouterException? Damage =>
        Reader.Damage is { } damage ? EdgeRouterException.BadInput(damage.Id, $"capture '{Path}' {damage.What} (at byte {damage.OffsetBytes}, after {FrameCount} frames)") : null;

    /// <summary>The open file, for readers that want one of their own.</summary>
    internal SafeFileHandle Handle => _stream.SafeFileHandle;

    private CaptureReader Reader => _reader ?? throw new ObjectDisposedException(nameof(CaptureFile));

    /// <summary>Opens a capture and looks at its head: damage before the first frame is an error here, later damage when it is reached.</summary>
    /// <param name="path">The file.</param>
    /// <param name="links">Link types that are read.</param>
    /// <exception cref="EdgeRouterException">ER2001 missing, ER2002 empty, ER2003 not readable, ER2004 not a capture, ER2005 a variant that is
    /// not supported, ER2006 another link type, ER2007 cut off, ER2008 corrupt.</exception>
    public static CaptureFile Open(string path, CaptureLinks links = CaptureLinks.Ethernet)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CaptureFile file = new(path);
        try
        {
            file._reader = file.CreateReader();
            file._reader.Links = links;
            if (!file._reader.CheckHeader() || file.Read(out _) == CaptureReadStatus.Damaged)
            {
                throw file.Damage!;
            }

            file.Rewind();
            return file;
        }
        catch (EdgeRouterException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the next frame. Never throws for what is in the file; at damage it stays there.</summary>
    /// <param name="frame">The frame, in the mapped file.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CaptureReadStatus Read(out FrameDescriptor frame)
    {
        CaptureReadStatus status = Reader.Read(out frame);
        if (status == CaptureReadStatus.Frame)
        {
            FrameCount++;
        }

        return status;
    }

    /// <summary>Reads the next frame.</summary>
    /// <param name="frame">The frame, in the mapped file.</param>
    /// <returns>False at the end.</returns>
    /// <exception cref="EdgeRouterException">The <see cref="Damage"/>, after all frames before it.</exception>
    public bool TryRead(out FrameDescriptor frame) => Read(out frame) switch
    {
        CaptureReadStatus.Frame => true,
        CaptureReadStatus.End => false,
        _ => throw Damage!,
    };

    /// <summary>Back to the first frame.</summary>
    public void Rewind()
    {
        Reader.Rewind();
        FrameCount = 0;
    }

    /// <summary>Unmaps the file; frames lent are gone.</summary>
    public void Dispose()
    {
        _reader = null;
        if (_isPointerHeld)
        {
            _isPointerHeld = false;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }

        _view.Dispose();
        _map.Dispose();
        _stream.Dispose();
    }

    private static FileStream OpenStream(string path)
    {
        if (Directory.Exists(path))
        {
            throw EdgeRouterException.BadInput("ER2003", $"capture '{path}' is a folder: name a pcap or pcapng file");
        }

        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw EdgeRouterException.BadInput("ER2001", $"capture '{path}' does not exist", missing);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw EdgeRouterException.BadInput("ER2003", $"capture '{path}' cannot be read: {failure.Message}", failure);
        }

        if (stream.CanSeek && stream.Length > 0)
        {
            return stream;
        }

        bool canSeek = stream.CanSeek;
        stream.Dispose();
        throw canSeek
            ? EdgeRouterException.BadInput("ER2002", $"capture '{path}' is empty")
            : EdgeRouterException.BadInput("ER2003", $"capture '{path}' is not a regular file: write the pipe into a file first");
    }

    private CaptureReader CreateReader()
    {
        byte* data = null;
        if (SizeBytes < sizeof(uint))
        {
            throw NotACapture(0);
        }

        // SAFETY: the view covers SizeBytes bytes until ReleasePointer in Dispose; readers check every offset against SizeBytes.
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref data);
        _isPointerHeld = true;
        data += _view.PointerOffset;
        uint magic = Unsafe.ReadUnaligned<uint>(data);
        uint swapped = BinaryPrimitives.ReverseEndianness(magic);
        if (magic == PcapNgReader.SectionHeader)
        {
            return new PcapNgReader(data, SizeBytes);
        }

        bool isSwapped = swapped is PcapReader.MicrosecondMagic or PcapReader.NanosecondMagic;
        if (!isSwapped && magic is not (PcapReader.MicrosecondMagic or PcapReader.NanosecondMagic))
        {
            throw NotACapture(magic);
        }

        if (SizeBytes < PcapReader.FileHeaderBytes)
        {
            throw EdgeRouterException.BadInput("ER2007", $"capture '{Path}' is cut off: it ends inside the file header (at byte {SizeBytes})");
        }

        return new PcapReader(data, SizeBytes, isSwapped, isNanosecond: (isSwapped ? swapped : magic) == PcapReader.NanosecondMagic);
    }

    private EdgeRouterException NotACapture(uint magic) => magic switch
    {
        0xA1B2_CD34 or 0x34CD_B2A1 => EdgeRouterException.BadInput("ER2005", $"capture '{Path}' is a modified pcap (magic 0xA1B2CD34), which is not read: convert it with editcap"),
        _ => EdgeRouterException.BadInput("ER2004", $"'{Path}' is not a capture: it begins with 0x{magic:X8}, neither pcap nor pcapng"),
    };
}
