namespace EdgeRouter.Lab.Tests.Links;

/// <summary>Ends a router as a kill does.</summary>
internal sealed class RouterDiedException : Exception;
