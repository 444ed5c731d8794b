namespace EdgeRouter.Scoring.Import;

/// <summary>Pull reader over one document. The two container formats differ only here; everything behind it is shared.</summary>
/// <remarks>Arrays of numbers, which are nearly all of a model, are read as blocks; tokens are for what holds them.</remarks>
internal interface ITokenReader
{
    /// <summary>The token read last.</summary>
    TokenKind Kind { get; }

    /// <summary>Where the next token begins, in bytes; see <see cref="At"/>.</summary>
    int Position { get; }

    /// <summary>Reads the next token; after the root value that is <see cref="TokenKind.EndOfFile"/> (anything else there is an error).</summary>
    TokenKind Read();

    /// <summary>Text of a <see cref="TokenKind.Name"/> or <see cref="TokenKind.Text"/> token.</summary>
    string GetText();

    /// <summary>Reads a value that must be an array of whole numbers that fit 32 bits; true and false count as 1 and 0.</summary>
    /// <param name="maxLength">Most items.</param>
    int[] ReadInt32Array(int maxLength);

    /// <summary>Reads a value that must be an array of numbers, each straight as float32, never through a wider decimal.</summary>
    /// <param name="maxLength">Most items.</param>
    float[] ReadSingleArray(int maxLength);

    /// <summary>Passes over the value that comes next, however deep and long; numbers in it are not looked at.</summary>
    void SkipValue();

    /// <summary>Another reader of the same document that stands before one value.</summary>
    /// <param name="position"><see cref="Position"/> when that value came next.</param>
    ITokenReader At(int position);
}
