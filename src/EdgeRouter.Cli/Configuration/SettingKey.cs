namespace EdgeRouter.Cli.Configuration;

/// <summary>One setting that exists.</summary>
/// <param name="Name"><c>section:key</c>, compared without case.</param>
/// <param name="Default">Its value when nobody sets it.</param>
/// <param name="Description">What it does, unit, range, and why the default is what it is.</param>
/// <param name="IsSecret">Whether its value is never shown.</param>
internal sealed record SettingKey(string Name, string Default, string Description, bool IsSecret = false);
