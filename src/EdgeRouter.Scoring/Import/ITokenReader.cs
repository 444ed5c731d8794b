namespace EdgeRouter.Scoring.Import;

/// <summary>Pull reader over one document. The two container formats differ only here; everything behind it is shared.</summary>
internal interface ITokenReader
{
    /// <summary>The token read last.</summary>
    TokenKind Kind { get; }

    /// <summary>Reads the next token; after the root value that is <see cref="TokenKind.EndOfFile"/> (anything else there is an error).</summary>
    TokenKind Read();

    /// <summary>Text of a <see cref="TokenKind.Name"/> or <see cref="TokenKind.Text"/> token.</summary>
    string GetText();

    /// <summary>A <see cref="TokenKind.Number"/> token straight as float32, never through a wider decimal.</summary>
    float GetSingle();

    /// <summary>A whole <see cref="TokenKind.Number"/> token.</summary>
    long GetInt64();
}
