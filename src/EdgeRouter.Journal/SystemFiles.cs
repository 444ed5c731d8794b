using EdgeRouter.Core.Os;

namespace EdgeRouter.Journal;

/// <summary>The operating system's files.</summary>
internal sealed class SystemFiles : IJournalFiles
{
    /// <summary>The one instance; it has no state.</summary>
    public static readonly SystemFiles Instance = new();

    private SystemFiles()
    {
    }

    /// <inheritdoc/>
    public IJournalFile Create(string path) => Open(path, FileMode.Create);

    /// <inheritdoc/>
    public IJournalFile Open(string path) => Open(path, FileMode.Open);

    /// <inheritdoc/>
    public void Move(string from, string to) => File.Move(from, to, overwrite: true);

    /// <inheritdoc/>
    public void Delete(string path) => File.Delete(path);

    /// <inheritdoc/>
    public void SyncDirectory(string directory) => DirectorySync.Flush(directory);

    private static SystemFile Open(string path, FileMode mode) =>
        new(File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
}
