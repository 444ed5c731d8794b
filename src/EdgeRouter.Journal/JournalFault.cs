using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <summary>A failed write, as a value: the data plane gets no exception.</summary>
/// <param name="Kind">What failed.</param>
/// <param name="Path">The file.</param>
/// <param name="Cause">What the system said.</param>
public readonly record struct JournalFault(JournalFaultKind Kind, string Path, Exception? Cause)
{
    private const int NoSpaceErrno = 28; // ENOSPC
    private const int QuotaErrno = 122; // EDQUOT

    /// <summary>Whether the same call may succeed later.</summary>
    public bool MayRetry => Kind is JournalFaultKind.NoRoom or JournalFaultKind.WriteFailed;

    /// <summary>The fault as the error that a user sees: ER5007.</summary>
    public EdgeRouterException ToError() => JournalErrors.WriteFailed(Path, Cause ?? new IOException("an earlier write failed."));

    /// <summary>Whether an exception is a failed file operation.</summary>
    /// <param name="e">The exception.</param>
    internal static bool IsFileFailure(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <summary>A failed write, cut, rename or new file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cause">What the system said.</param>
    internal static JournalFault OfWrite(string path, Exception cause) =>
        new(cause.HResult is NoSpaceErrno or QuotaErrno ? JournalFaultKind.NoRoom : JournalFaultKind.WriteFailed, path, cause);

    /// <summary>A failed flush.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="cause">What the system said.</param>
    internal static JournalFault OfFlush(string path, Exception cause) => new(JournalFaultKind.FlushFailed, path, cause);
}
