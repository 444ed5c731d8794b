namespace EdgeRouter.Sbe.Parsing;

/// <summary>Leaves the element in hand; its diagnostic is recorded already. Never leaves the parser.</summary>
internal sealed class SbeParseStop : Exception
{
}
