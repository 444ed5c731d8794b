using System.Runtime.InteropServices;

namespace EdgeRouter.Aeron.Os;

/// <summary>The raw calls behind mapped files, with their return codes.</summary>
internal static unsafe partial class FileCalls
{
    /// <summary>Open for reading.</summary>
    public const int ReadOnly = 0;

    /// <summary>Open for reading and writing.</summary>
    public const int ReadWrite = 2;

    /// <summary>Make the file; it must not be there.</summary>
    public const int CreateExclusive = 0x40 | 0x80;

    /// <summary>Close on exec, so that child processes do not hold the file.</summary>
    public const int CloseOnExec = 0x80000;

    /// <summary>Open a directory only.</summary>
    public const int DirectoryOnly = 0x10000;

    /// <summary>Lock for one holder, without waiting.</summary>
    public const int LockExclusiveNow = 2 | 4;

    /// <summary>Another holds the lock.</summary>
    public const int WouldBlock = 11;

    /// <summary>Offset from the end.</summary>
    public const int SeekEnd = 2;

    /// <summary>Pages can be read.</summary>
    public const int ProtectRead = 1;

    /// <summary>Pages can be written.</summary>
    public const int ProtectWrite = 2;

    /// <summary>Changes are seen by every process that maps the file.</summary>
    public const int MapShared = 1;

    /// <summary>Page tables are filled at once, so that no access faults later.</summary>
    public const int MapPopulate = 0x8000;

    /// <summary>No space left on the device.</summary>
    public const int NoSpace = 28;

    /// <summary>The file system cannot reserve space.</summary>
    public const int NotSupported = 95;

    /// <summary>The file exists.</summary>
    public const int Exists = 17;

    /// <summary>A signal came in between; nothing was done.</summary>
    public const int Interrupted = 4;

    /// <summary>No such file.</summary>
    public const int NoEntry = 2;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    /// <summary>Locks an open file or directory until it is closed, also by the end of the process.</summary>
    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    public static partial long Seek(int descriptor, long offset, int origin);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int SetLength(int descriptor, long length);

    /// <summary>Reserves space; returns the error number, not -1.</summary>
    [LibraryImport("libc", EntryPoint = "posix_fallocate")]
    public static partial int Reserve(int descriptor, long offset, long length);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    public static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    public static partial int Unmap(nint address, nuint length);

    /// <summary>Sleeps; a signal may end it early, which is no error here.</summary>
    /// <param name="duration">Seconds and nanoseconds.</param>
    /// <param name="remaining">Null.</param>
    [LibraryImport("libc", EntryPoint = "nanosleep")]
    public static partial int Sleep(TimeSpec* duration, TimeSpec* remaining);

    /// <summary>Sets how much later than asked for the kernel may wake the calling thread.</summary>
    [LibraryImport("libc", EntryPoint = "prctl")]
    public static partial int Control(int option, nuint argument, nuint unused3, nuint unused4, nuint unused5);
}
