using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Os;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>Compiled forests as files: the very bytes that a forest has in memory, so that a file is mapped and used where it lies. The same
/// models give the same file on every machine.</summary>
/// <remarks>A file must be replaced, as <see cref="Write"/> does it, and never be written in place: it stays mapped as long as it is in use.</remarks>
public static class ForestFile
{
    /// <summary>Usual ending of the name.</summary>
    public const string Extension = ".erf";

    /// <summary>Whether a file begins as a compiled forest does.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EdgeRouterException">ER4001: it cannot be read.</exception>
    public static bool IsForest(string path)
    {
        try
        {
            using FileStream stream = OpenStream(path);
            Span<byte> magic = stackalloc byte[sizeof(ulong)];
            return stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && BitConverter.ToUInt64(magic) == ForestHeader.FileMagic;
        }
        catch (Exception e) when (IsFileTrouble(e))
        {
            throw new ForestFault(path).Unreadable(e);
        }
    }

    /// <summary>Writes a forest beside its place and moves it there when it is complete and on the disk: a reader sees the old file or the new one.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <exception cref="EdgeRouterException">ER4015: it cannot be written.</exception>
    public static void Write(CompiledForest forest, string path)
    {
        ArgumentNullException.ThrowIfNull(forest);
        string temporary = path + ".part";
        try
        {
            string target = Path.GetFullPath(path);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(forest.Image.Bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
            DirectorySync.Flush(Path.GetDirectoryName(target)!);
        }
        catch (Exception e) when (IsFileTrouble(e))
        {
            TryDelete(temporary);
            throw EdgeRouterException.Environment(ScoringErrors.ForestUnwritable, $"{path}: the forest cannot be written: {e.Message}", e);
        }

        GC.KeepAlive(forest);
    }

    /// <summary>Maps a forest file and checks all of it. Trusts nothing in it: every number that an evaluator uses as an index is checked,
    /// and what the file says twice must agree.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EdgeRouterException">ER4001: it cannot be read; ER4005: it is larger than 2 GiB; ER4011: it is no forest file, cut
    /// short or inconsistent; ER4012: another version wrote it; ER4013: its checksum is wrong.</exception>
    public static CompiledForest Open(string path)
    {
        var fault = new ForestFault(path);
        try
        {
            using FileStream stream = OpenStream(path);
            fault.Check(stream.Length >= ForestHeader.SizeBytes, $"it has {stream.Length} bytes, a header alone has {ForestHeader.SizeBytes}");
            return stream.Length <= int.MaxValue ? Check(new MappedForest(stream), fault) : throw fault.TooLarge(stream.Length);
        }
        catch (Exception e) when (IsFileTrouble(e))
        {
            throw fault.Unreadable(e);
        }
    }

    private static CompiledForest Check(MappedForest mapped, ForestFault fault)
    {
        try
        {
            return new ForestReader(new ForestImage(mapped.Address, mapped.SizeBytes, mapped), fault).Read();
        }
        catch (EdgeRouterException)
        {
            mapped.Close();
            throw;
        }
    }

    private static FileStream OpenStream(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);

    private static bool IsFileTrouble(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    private static void TryDelete(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }
}
