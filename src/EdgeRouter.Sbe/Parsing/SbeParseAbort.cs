namespace EdgeRouter.Sbe.Parsing;

/// <summary>Gives the whole schema up: too much is wrong with it. Never leaves the parser.</summary>
internal sealed class SbeParseAbort : Exception
{
}
