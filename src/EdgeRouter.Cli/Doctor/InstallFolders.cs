using EdgeRouter.Cli.Configuration;

namespace EdgeRouter.Cli.Doctor;

/// <summary>Where the parts of this installation are: in a build's artifacts folder, or all beside the command in an archive.</summary>
internal sealed class InstallFolders
{
    private const string NativeLibraryName = "libedgerouter_dpdk.so";

    /// <summary>Finds the folders.</summary>
    /// <param name="settings">May name the output folder.</param>
    /// <param name="nativeFolder">What EDGEROUTER_NATIVE says, if anything.</param>
    /// <param name="commandFolder">Folder of the command's own files.</param>
    /// <param name="currentFolder">The user's current folder.</param>
    public InstallFolders(Settings settings, string? nativeFolder, string commandFolder, string currentFolder)
    {
        string? artifacts = FindArtifacts(commandFolder);
        string output = settings.Text(KnownSettings.OutputFolder);
        Output = output.Length > 0 ? Path.GetFullPath(output, currentFolder) : artifacts ?? currentFolder;
        string?[] folders = [commandFolder, nativeFolder, artifacts is null ? null : Path.Combine(artifacts, "native")];
        NativeLibraryCandidates = [.. folders.Where(folder => !string.IsNullOrEmpty(folder)).Select(folder => Path.Combine(folder!, NativeLibraryName))];
    }

    /// <summary>Where the command writes.</summary>
    public string Output { get; }

    /// <summary>Where the DPDK library may be, in order.</summary>
    public IReadOnlyList<string> NativeLibraryCandidates { get; }

    /// <summary>A build puts the command into artifacts/bin/PROJECT/CONFIGURATION.</summary>
    private static string? FindArtifacts(string commandFolder)
    {
        DirectoryInfo? bin = new DirectoryInfo(commandFolder.TrimEnd(Path.DirectorySeparatorChar)).Parent?.Parent;
        return bin is { Name: "bin", Parent: { Name: "artifacts" } artifacts } ? artifacts.FullName : null;
    }
}
