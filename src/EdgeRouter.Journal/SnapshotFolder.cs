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
