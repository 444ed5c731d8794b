namespace EdgeRouter.Cli.Configuration;

/// <summary>Every setting of the command. A name that is not here is refused.</summary>
internal static class KnownSettings
{
    /// <summary>Where results, stores and models go.</summary>
    public static readonly SettingKey OutputFolder = new(
        "paths:output", string.Empty, "folder for what the command writes; empty: the build's artifacts folder, or the current folder of an installed command");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SettingKey> All { get; } = [OutputFolder];
}
