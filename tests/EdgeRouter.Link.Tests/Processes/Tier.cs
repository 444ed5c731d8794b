namespace EdgeRouter.Link.Tests.Processes;

/// <summary>The processes of a stage.</summary>
internal enum Tier
{
    Driver,
    Gateway,
    Router,
}
