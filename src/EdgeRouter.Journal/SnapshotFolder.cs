using System.Globalization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <summary>Names and order of the snapshots beside a journal.</summary>
internal static class SnapshotFolder
{
    public const string Extension = ".ers";
    public const string TemporaryExtension = ".tmp";
    public const string AsideExtension = ".beyond";
    private const string Prefix = "snapshot-";
    private const int Digits = 19;

    public static string PathOf(string directory, long sequence) =>
        Path.Combine(directory, Prefix + sequence.ToString("D19", CultureInfo.InvariantCulture) + Extension);

    /// <summary>Sequences of the snapshot files in a folder, the newest first.</summary>
    /// <param name="directory">The folder.</param>
    /// <exception cref="EdgeRouterException">ER5001.</exception>
    public static List<long> List(string directory)
    {
        var sequences = new List<long>();
        foreach (string path in Enumerate(directory, Extension))
        {
            ReadOnlySpan<char> digits = Path.GetFileNameWithoutExtension(path.AsSpan())[Prefix.Length..];
            if (digits.Length == Digits && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence))
                sequences.Add(sequence);
        }

        sequences.Sort();
        sequences.Reverse();
        return sequences;
    }

    /// <summary>Renames (<c>.beyond</c>) the snapshots of records that a journal no longer holds, because it will give their sequences to other records.
    /// Durable in every mode: one that came back later would pass for a snapshot of their successors.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="directory">The folder.</param>
    /// <param name="lastSequence">The journal's last whole record.</param>
    /// <returns>The new names.</returns>
    /// <exception cref="EdgeRouterException">ER5001; ER5007: a file cannot be renamed.</exception>
    public static IReadOnlyList<string> SetAside(IJournalFiles files, string directory, long lastSequence)
    {
        var aside = new List<string>();
        foreach (long sequence in List(directory).Where(sequence => sequence > lastSequence))
        {
            string path = PathOf(directory, sequence);
            aside.Add(path + AsideExtension);
            try
            {
                files.Move(path, aside[^1]);
                files.SyncDirectory(directory);
            }
            catch (Exception e) when (JournalFault.IsFileFailure(e))
            {
                throw JournalErrors.WriteFailed(path, e);
            }
        }

        return aside;
    }

    /// <summary>Snapshot files with an ending.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="extension">The ending.</param>
    /// <exception cref="EdgeRouterException">ER5001.</exception>
    public static string[] Enumerate(string directory, string extension)
    {
        try
        {
            return Directory.GetFiles(directory, Prefix + "*" + extension);
        }
        catch (Exception e) when (JournalFault.IsFileFailure(e))
        {
            throw JournalErrors.FolderUnusable(directory, e);
        }
    }
}
