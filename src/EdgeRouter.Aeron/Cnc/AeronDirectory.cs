namespace EdgeRouter.Aeron.Cnc;

/// <summary>Where a driver and its clients meet.</summary>
public static class AeronDirectory
{
    /// <summary>Folder of the log buffers of publications.</summary>
    public const string Publications = "publications";

    /// <summary>Folder of the log buffers of images.</summary>
    public const string Images = "images";

    private const string Variable = "AERON_DIR";
    private const string UserVariable = "USER";
    private const string SharedMemory = "/dev/shm";

    /// <summary>The directory that is used when none is named: <c>AERON_DIR</c>, else <c>aeron-USER</c> under <c>/dev/shm</c>, or
    /// under the folder for temporary files where there is none. The user is named by <c>USER</c>, else by the system.</summary>
    public static string Default()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } directory)
        {
            return directory;
        }

        string? named = Environment.GetEnvironmentVariable(UserVariable);
        string user = named is { Length: > 0 } ? named : Environment.UserName is { Length: > 0 } name ? name : "default";
        string root = OperatingSystem.IsLinux() && Directory.Exists(SharedMemory) ? SharedMemory : Path.GetTempPath();
        return Path.Combine(root, $"aeron-{user}");
    }

    /// <summary>The log buffer of a publication.</summary>
    /// <param name="directory">The driver's directory.</param>
    /// <param name="registrationId">The publication.</param>
    public static string PublicationLog(string directory, long registrationId) =>
        Path.Combine(directory, Publications, $"{registrationId}.logbuffer");

    /// <summary>The log buffer of an image.</summary>
    /// <param name="directory">The driver's directory.</param>
    /// <param name="correlationId">The image.</param>
    public static string ImageLog(string directory, long correlationId) => Path.Combine(directory, Images, $"{correlationId}.logbuffer");
}
