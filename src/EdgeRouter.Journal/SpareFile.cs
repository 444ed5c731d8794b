namespace EdgeRouter.Journal;

/// <summary>Room kept back on the disc: a file of real blocks that is removed when the disc is full, so that the journal's last records find place.</summary>
/// <param name="files">The file system.</param>
/// <param name="directory">The journal's folder.</param>
/// <param name="sizeBytes">0: none is kept.</param>
internal sealed class SpareFile(IJournalFiles files, string directory, int sizeBytes)
{
    private static readonly byte[] Zeros = new byte[64 << 10];
    private readonly string _path = Path.Combine(directory, JournalFolder.ReserveName);

    /// <summary>Whether the room is kept back now.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Makes the file unless it is there; one that a killed process left is taken over when it is whole.</summary>
    /// <param name="fault">Why not.</param>
    public bool TryMake(out JournalFault fault)
    {
        fault = default;
        if (IsHeld || sizeBytes == 0)
            return true;
        try
        {
            Make();
            IsHeld = true;
            return true;
        }
        catch (Exception e) when (JournalFault.IsFileFailure(e))
        {
            fault = JournalFault.OfWrite(_path, e);
            TryDelete();
            return false;
        }
    }

    /// <summary>Gives the room back; false when there was none or it could not be given.</summary>
    public bool TryRelease()
    {
        if (!IsHeld || !TryDelete())
            return false;
        IsHeld = false;
        return true;
    }

    private void Make()
    {
        if (new FileInfo(_path) is { Exists: true } left && left.Length == sizeBytes)
            return;
        using IJournalFile file = files.Create(_path);
        for (int at = 0; at < sizeBytes; at += Zeros.Length)
            file.Write(Zeros.AsSpan(0, Math.Min(Zeros.Length, sizeBytes - at)), at);
    }

    private bool TryDelete()
    {
        try
        {
            files.Delete(_path);
            return true;
        }
        catch (Exception e) when (JournalFault.IsFileFailure(e))
        {
            return false;
        }
    }
}
