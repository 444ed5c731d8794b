namespace EdgeRouter.Journal.Tests;

/// <summary>Real files whose every operation can be made to fail, on a disc of limited room, that can lose its power. Deterministic.</summary>
internal sealed class FaultyFiles : IJournalFiles
{
    private const int Eio = 5;
    private const int Enospc = 28;
    private readonly Dictionary<string, byte[]> _durable = new(StringComparer.Ordinal);

    /// <summary>Decides which operation fails: its index, counted from 0.</summary>
    public Func<int, Fault> FaultAt { get; set; } = _ => Fault.None;

    /// <summary>Bytes that all files together may take.</summary>
    public long RoomBytes { get; set; } = long.MaxValue;

    /// <summary>Operations so far.</summary>
    public int OperationCount { get; private set; }

    public IJournalFile Create(string path)
    {
        Run(path);
        _durable[path] = [];
        return new FaultyFile(this, path, SystemFiles.Instance.Create(path));
    }

    public IJournalFile Open(string path)
    {
        Run(path);
        return new FaultyFile(this, path, SystemFiles.Instance.Open(path));
    }

    public void Move(string from, string to)
    {
        Run(from);
        SystemFiles.Instance.Move(from, to);
    }

    public void Delete(string path)
    {
        Run(path);
        SystemFiles.Instance.Delete(path);
    }

    public void SyncDirectory(string directory) => Run(directory);

    /// <summary>What a power loss leaves of a file: what was forced to the device, and of what was written since some blocks of 64 bytes and not others.</summary>
    /// <param name="path">A file written here.</param>
    /// <param name="chance">A number below 100 at each call.</param>
    public byte[] AfterPowerLoss(string path, Func<int> chance)
    {
        byte[] written = File.ReadAllBytes(path);
        byte[] durable = _durable[path];
        int length = Math.Max(durable.Length, written.Length * chance() / 100);
        byte[] left = new byte[length];
        durable.CopyTo(left, 0);
        for (int at = durable.Length; at < length; at += 64 - (at % 64))
        {
            int count = Math.Min(64 - (at % 64), length - at);
            if (chance() < 50)
                written.AsSpan(at, count).CopyTo(left.AsSpan(at));
        }

        return left;
    }

    private Fault Next() => FaultAt(OperationCount++);

    private void Run(string path) => Throw(Next(), path);

    private static void Throw(Fault fault, string path)
    {
        if (fault is Fault.NoRoom or Fault.ShortNoRoom)
            throw new IOException($"No space left on device : '{path}'", Enospc);
        if (fault != Fault.None)
            throw new IOException($"Input/output error : '{path}'", Eio);
    }

    private sealed class FaultyFile(FaultyFiles files, string path, IJournalFile inner) : IJournalFile
    {
        public long LengthBytes => inner.LengthBytes;

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            Fault fault = files.Next();
            if (fault is Fault.ShortNoRoom or Fault.ShortIo)
                inner.Write(bytes[..(bytes.Length * 2 / 3)], offset);
            Throw(fault, path);
            long used = Directory.GetFiles(Path.GetDirectoryName(path)!).Sum(file => new FileInfo(file).Length);
            long room = Math.Max(0, Math.Min(bytes.Length, files.RoomBytes - used + LengthBytes - offset));
            inner.Write(bytes[..(int)room], offset);
            if (room < bytes.Length)
                Throw(Fault.NoRoom, path);
        }

        public void SetLength(long lengthBytes)
        {
            files.Run(path);
            inner.SetLength(lengthBytes);
        }

        public void Flush()
        {
            files.Run(path);
            files._durable[path] = File.ReadAllBytes(path);
        }

        public void Dispose() => inner.Dispose();
    }
}
