namespace EdgeRouter.Journal;

/// <summary>A file that the journal writes. Every failure comes as an <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</summary>
internal interface IJournalFile : IDisposable
{
    /// <summary>The file's length, bytes.</summary>
    long LengthBytes { get; }

    /// <summary>Writes all bytes at an offset, or fails with some of them written.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="offset">Where.</param>
    void Write(ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Cuts or extends the file.</summary>
    /// <param name="lengthBytes">The new length.</param>
    void SetLength(long lengthBytes);

    /// <summary>Forces what was written to the device.</summary>
    void Flush();
}
