namespace EdgeRouter.Sbe.Properties.Tests.Model;

public enum Presence
{
    Required,
    Optional,
    Constant,
}
