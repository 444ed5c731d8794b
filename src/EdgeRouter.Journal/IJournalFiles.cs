namespace EdgeRouter.Journal;

/// <summary>The file system as the journal's writing side sees it; tests put one with faults in its place.</summary>
internal interface IJournalFiles
{
    /// <summary>Makes an empty file; an existing one is replaced.</summary>
    /// <param name="path">The file.</param>
    IJournalFile Create(string path);

    /// <summary>Opens an existing file for writing.</summary>
    /// <param name="path">The file.</param>
    IJournalFile Open(string path);

    /// <summary>Renames a file; one that has the new name is replaced.</summary>
    /// <param name="from">The file.</param>
    /// <param name="to">Its new name.</param>
    void Move(string from, string to);

    /// <summary>Removes a file if it is there.</summary>
    /// <param name="path">The file.</param>
    void Delete(string path);

    /// <summary>Makes a folder's entries durable.</summary>
    /// <param name="directory">The folder.</param>
    void SyncDirectory(string directory);
}
