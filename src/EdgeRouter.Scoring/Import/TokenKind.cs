namespace EdgeRouter.Scoring.Import;

/// <summary>What a token reader stands on: one vocabulary for JSON and UBJSON.</summary>
internal enum TokenKind
{
    None = 0,
    BeginObject,
    Name,
    EndObject,
    BeginArray,
    EndArray,
    Text,
    Number,
    True,
    False,
    Null,
    EndOfFile,
}
