using System.Globalization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <summary>Names and order of a journal's files.</summary>
internal static class JournalFolder
{
    public const string SegmentPattern = "journal-*.seg";
    public const string LockName = "journal.lock";
    public const string ReserveName = "journal.reserve";
    private const string Prefix = "journal-";

    public static string SegmentPath(string directory, uint index) =>
        Path.Combine(directory, Prefix + index.ToString("D10", CultureInfo.InvariantCulture) + ".seg");

    public static string IndexPath(string segmentPath) => Path.ChangeExtension(segmentPath, ".idx");

    /// <summary>Indices of the segments in a folder, ascending; empty when there is none.</summary>
    /// <param name="directory">The folder.</param>
    /// <exception cref="EdgeRouterException">ER5001: the folder cannot be read. ER5005: a segment in the middle is missing.</exception>
    public static List<uint> ListSegments(string directory)
    {
        List<uint> indices = FindSegments(directory);
        for (int i = 1; i < indices.Count; i++)
        {
            if (indices[i] != indices[i - 1] + 1)
                throw JournalErrors.Broken(SegmentPath(directory, indices[i]), 0, $"segment {indices[i - 1] + 1} is missing");
        }

        return indices;
    }

    /// <summary>The same, with holes.</summary>
    /// <param name="directory">The folder.</param>
    /// <exception cref="EdgeRouterException">ER5001: the folder cannot be read.</exception>
    public static List<uint> FindSegments(string directory)
    {
        var indices = new List<uint>();
        try
        {
            foreach (string path in Directory.EnumerateFiles(directory, SegmentPattern))
            {
                ReadOnlySpan<char> digits = Path.GetFileNameWithoutExtension(path.AsSpan())[Prefix.Length..];
                if (digits.Length == 10 && uint.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out uint index))
                    indices.Add(index);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw JournalErrors.FolderUnusable(directory, e);
        }

        indices.Sort();
        return indices;
    }

    /// <summary>Makes the folder and takes the journal's exclusive lock; the system drops it when the process ends, however it ends.</summary>
    /// <param name="directory">The folder.</param>
    /// <exception cref="EdgeRouterException">ER5001: unusable folder. ER5002: another writer holds it.</exception>
    public static FileStream Lock(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return new FileStream(Path.Combine(directory, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw JournalErrors.Locked(directory, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw JournalErrors.FolderUnusable(directory, e);
        }
    }

    // A lock that another process holds: EWOULDBLOCK of flock (11 on Linux, 35 on macOS), a sharing violation on Windows. All come as a plain IOException.
    private static bool IsHeld(IOException e) => e.GetType() == typeof(IOException) && (e.HResult is 11 or 35 || (e.HResult & 0xFFFF) == 32);
}
