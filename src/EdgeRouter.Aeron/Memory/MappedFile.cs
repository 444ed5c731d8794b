using System.Runtime.InteropServices;
using EdgeRouter.Aeron.Os;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Memory;

/// <summary>A file in memory, shared with other processes. It counts its users and is unmapped when the last one has let go, never before. A file that
/// another process cuts short while it is mapped is outside what can be caught.</summary>
public sealed unsafe class MappedFile
{
    private const uint OwnerMode = 0b110_110_000;
    private int _users = 1;

    private MappedFile(string path, byte* address, long sizeBytes, bool isWritable)
    {
        Path = path;
        Address = address;
        SizeBytes = sizeBytes;
        IsWritable = isWritable;
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>First byte, page-aligned.</summary>
    public byte* Address { get; private set; }

    /// <summary>Bytes mapped: the file's length when it was opened.</summary>
    public long SizeBytes { get; }

    /// <summary>Whether the pages can be written.</summary>
    public bool IsWritable { get; }

    /// <summary>Users that have not let go; 0 = unmapped.</summary>
    public int UserCount => Volatile.Read(ref _users);

    /// <summary>Makes and maps a zeroed file that must not exist. The caller is its first user.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sizeBytes">Above zero.</param>
    /// <param name="allocation">When its pages come.</param>
    /// <exception cref="EdgeRouterException">ER2200: it cannot be made or mapped. ER2201: the device has no room for it; nothing is left behind.</exception>
    public static MappedFile Create(string path, long sizeBytes, FileAllocation allocation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sizeBytes);
        int descriptor = FileCalls.Open(path, FileCalls.ReadWrite | FileCalls.CreateExclusive | FileCalls.CloseOnExec, OwnerMode);
        if (descriptor < 0)
        {
            throw Failure("make", path);
        }

        try
        {
            Allocate(descriptor, path, sizeBytes, allocation);
            return Map(descriptor, path, sizeBytes, true, allocation == FileAllocation.PreTouched);
        }
        catch (EdgeRouterException)
        {
            File.Delete(path);
            throw;
        }
        finally
        {
            _ = FileCalls.Close(descriptor);
        }
    }

    /// <summary>Maps an existing file. The caller is its first user.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isWritable">Whether to map it for writing too.</param>
    /// <param name="preTouchBytesMax">A file of up to so many bytes has every page mapped at once.</param>
    /// <exception cref="EdgeRouterException">ER2200: it is not there, is empty or cannot be mapped.</exception>
    public static MappedFile Open(string path, bool isWritable, long preTouchBytesMax = 0)
    {
        int descriptor = FileCalls.Open(path, (isWritable ? FileCalls.ReadWrite : FileCalls.ReadOnly) | FileCalls.CloseOnExec, 0);
        if (descriptor < 0)
        {
            throw Failure("open", path);
        }

        try
        {
            long sizeBytes = FileCalls.Seek(descriptor, 0, FileCalls.SeekEnd);
            return sizeBytes > 0
                ? Map(descriptor, path, sizeBytes, isWritable, sizeBytes <= preTouchBytesMax)
                : throw EdgeRouterException.BadInput("ER2200", $"cannot map {path}: it is empty");
        }
        finally
        {
            _ = FileCalls.Close(descriptor);
        }
    }

    /// <summary>One more user.</summary>
    /// <exception cref="ObjectDisposedException">The last user has let go already.</exception>
    public void Acquire()
    {
        int users;
        do
        {
            users = Volatile.Read(ref _users);
            ObjectDisposedException.ThrowIf(users == 0, this);
        }
        while (Interlocked.CompareExchange(ref _users, users + 1, users) != users);
    }

    /// <summary>A user lets go; the last one unmaps.</summary>
    /// <exception cref="InvalidOperationException">There was no user left.</exception>
    public void Release()
    {
        int users = Interlocked.Decrement(ref _users);
        if (users < 0)
        {
            throw new InvalidOperationException($"{Path} was released more often than acquired");
        }

        if (users == 0)
        {
            byte* address = Address;
            Address = null;
            _ = FileCalls.Unmap((nint)address, (nuint)SizeBytes);
        }
    }

    /// <summary>A part of the file.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="sizeBytes">Bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not inside the file.</exception>
    public AtomicBuffer Slice(long offset, int sizeBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(sizeBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, SizeBytes - sizeBytes);
        ObjectDisposedException.ThrowIf(Address == null, this);
        return new AtomicBuffer(Address + offset, sizeBytes);
    }

    private static void Allocate(int descriptor, string path, long sizeBytes, FileAllocation allocation)
    {
        if (FileCalls.SetLength(descriptor, sizeBytes) != 0)
        {
            throw Failure("size", path);
        }

        int result;
        do
        {
            result = allocation == FileAllocation.Sparse ? 0 : FileCalls.Reserve(descriptor, 0, sizeBytes);
        }
        while (result == FileCalls.Interrupted);

        if (result == FileCalls.NoSpace)
        {
            throw EdgeRouterException.Environment(
                "ER2201", $"no room for the {sizeBytes} bytes of {path}: free space on its device, or use shorter terms");
        }

        if (result != 0 && result != FileCalls.NotSupported)
        {
            throw EdgeRouterException.Environment("ER2200", $"cannot reserve {path}: {Marshal.GetPInvokeErrorMessage(result)}");
        }
    }

    private static MappedFile Map(int descriptor, string path, long sizeBytes, bool isWritable, bool isPreTouched)
    {
        int protection = FileCalls.ProtectRead | (isWritable ? FileCalls.ProtectWrite : 0);
        int flags = FileCalls.MapShared | (isPreTouched ? FileCalls.MapPopulate : 0);
        nint address = FileCalls.Map(0, (nuint)sizeBytes, protection, flags, descriptor, 0);
        return address == -1 ? throw Failure("map", path) : new MappedFile(path, (byte*)address, sizeBytes, isWritable);
    }

    private static EdgeRouterException Failure(string what, string path)
    {
        int error = Marshal.GetLastPInvokeError();
        return error == FileCalls.NoSpace
            ? EdgeRouterException.Environment("ER2201", $"cannot {what} {path}: no space left on its device")
            : EdgeRouterException.Environment("ER2200", $"cannot {what} {path}: {Marshal.GetPInvokeErrorMessage(error)}");
    }
}
