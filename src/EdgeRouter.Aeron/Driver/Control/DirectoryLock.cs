using System.Runtime.InteropServices;
using EdgeRouter.Aeron.Os;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>A lock on a directory itself: no file that could be left behind, and the kernel lets go when the process dies. It keeps two drivers of this
/// kind off one directory, also while one of them is stopped or starting; drivers of other kinds look at heartbeats alone, and so do we for them.</summary>
internal sealed class DirectoryLock : IDisposable
{
    private const int TriesMax = 100;
    private const string Deleted = " (deleted)";
    private int _descriptor;

    private DirectoryLock(int descriptor) => _descriptor = descriptor;

    /// <summary>Makes the directory if need be and locks it.</summary>
    /// <param name="path">The directory.</param>
    /// <returns>Null: another has the lock.</returns>
    /// <exception cref="EdgeRouterException">ER2233: it cannot be made or locked.</exception>
    public static DirectoryLock? TryTake(string path)
    {
        for (int i = 0; i < TriesMax; i++)
        {
            Make(path);
            int descriptor = FileCalls.Open(path, FileCalls.ReadOnly | FileCalls.DirectoryOnly | FileCalls.CloseOnExec, 0);
            if (descriptor < 0)
            {
                continue; // Removed again by a driver that closed.
            }

            if (FileCalls.Lock(descriptor, FileCalls.LockExclusiveNow) != 0)
            {
                int error = Marshal.GetLastPInvokeError();
                _ = FileCalls.Close(descriptor);
                return error == FileCalls.WouldBlock ? null : throw Failure(path, Marshal.GetPInvokeErrorMessage(error));
            }

            if (IsStillThere(descriptor))
            {
                return new DirectoryLock(descriptor);
            }

            _ = FileCalls.Close(descriptor);
        }

        throw Failure(path, "it is removed again and again");
    }

    /// <summary>Lets go.</summary>
    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = FileCalls.Close(_descriptor);
            _descriptor = -1;
        }
    }

    private static void Make(string path)
    {
        try
        {
            _ = Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure(path, e.Message);
        }
    }

    private static bool IsStillThere(int descriptor)
    {
        string? target = new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget;
        return target?.EndsWith(Deleted, StringComparison.Ordinal) == false;
    }

    private static EdgeRouterException Failure(string path, string what) =>
        EdgeRouterException.Environment("ER2233", $"cannot take {path} for a media driver: {what}");
}
