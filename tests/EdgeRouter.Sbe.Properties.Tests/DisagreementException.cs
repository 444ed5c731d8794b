namespace EdgeRouter.Sbe.Properties.Tests;

/// <summary>A property does not hold.</summary>
public sealed class DisagreementException(string message) : Exception(message);
