using System.Runtime.InteropServices;

namespace EdgeRouter.Core.Os;

/// <summary>Makes the entries of a folder durable: a new or removed file survives a power loss only after its folder was flushed too.</summary>
public static partial class DirectorySync
{
    private const int OpenReadOnly = 0;
    private const int OpenCloseOnExec = 0x80000;

    /// <summary>Flushes a folder's entries to the device. Does nothing on systems other than Linux.</summary>
    /// <param name="path">An existing folder.</param>
    /// <exception cref="IOException">The folder cannot be opened or flushed.</exception>
    public static void Flush(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        int descriptor = Open(path, OpenReadOnly | OpenCloseOnExec);
        if (descriptor < 0)
        {
            throw new IOException($"cannot open folder {path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        int result = Fsync(descriptor);
        string reason = result == 0 ? string.Empty : Marshal.GetLastPInvokeErrorMessage();
        _ = Close(descriptor);
        if (result != 0)
        {
            throw new IOException($"cannot flush folder {path}: {reason}");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
