using Microsoft.Win32.SafeHandles;

namespace EdgeRouter.Journal;

/// <summary>A file of the operating system: writes at explicit offsets.</summary>
/// <param name="handle">Open for reading and writing; disposed with this.</param>
internal sealed class SystemFile(SafeFileHandle handle) : IJournalFile
{
    /// <inheritdoc/>
    public long LengthBytes => RandomAccess.GetLength(handle);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(handle, bytes, offset);
        }
        catch (ArgumentException e)
        {
            throw new IOException(e.Message, e); // EFBIG and EINVAL of the system come as this.
        }
    }

    /// <inheritdoc/>
    public void SetLength(long lengthBytes) => RandomAccess.SetLength(handle, lengthBytes);

    /// <inheritdoc/>
    public void Flush() => RandomAccess.FlushToDisk(handle);

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();
}
