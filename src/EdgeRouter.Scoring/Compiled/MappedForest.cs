using System.IO.MemoryMappedFiles;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>A file mapped into memory, read-only, at an address that is a multiple of a page. The mapping outlives the file's name: a file
/// that is deleted or replaced stays as it was for whoever has it open.</summary>
internal sealed unsafe class MappedForest
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    /// <summary>Maps a whole file.</summary>
    /// <param name="stream">The file, not empty; it may be closed afterwards.</param>
    public MappedForest(FileStream stream)
    {
        SizeBytes = stream.Length;
        _file = MemoryMappedFile.CreateFromFile(stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _file.CreateViewAccessor(0, SizeBytes, MemoryMappedFileAccess.Read);
        byte* first = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        Address = (nint)(first + _view.PointerOffset);
    }

    /// <summary>Ends the mapping of a forest that nobody holds any more: a handle that gave its address away never closes by itself.</summary>
    ~MappedForest()
    {
        if (Address != 0)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    /// <summary>First byte.</summary>
    public nint Address { get; }

    /// <summary>Bytes mapped.</summary>
    public long SizeBytes { get; }

    /// <summary>Ends the mapping now: nothing may use its address any more.</summary>
    public void Close()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
        GC.SuppressFinalize(this);
    }
}
