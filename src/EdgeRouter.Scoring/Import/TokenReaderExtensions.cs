namespace EdgeRouter.Scoring.Import;

/// <summary>What every document parser needs on top of <see cref="ITokenReader"/>: expectations and names.</summary>
internal static class TokenReaderExtensions
{
    /// <summary>Reads the next token and insists on its kind.</summary>
    public static void Expect(this ITokenReader reader, TokenKind kind, ImportContext context)
    {
        if (reader.Read() != kind)
        {
            throw reader.Unexpected(kind, context);
        }
    }

    /// <summary>The failure that the token read last is not of the kind that must stand here.</summary>
    public static Exception Unexpected(this ITokenReader reader, TokenKind wanted, ImportContext context) =>
        context.Invalid($"{Describe(wanted)} was expected, found {Describe(reader.Kind)}");

    /// <summary>Inside an object: reads the next member's name, or false at the object's end. Names the member in errors.</summary>
    public static bool ReadMember(this ITokenReader reader, ImportContext context, out string name)
    {
        name = reader.Read() == TokenKind.Name ? reader.GetText() : string.Empty;
        context.Field = name.Length > 0 ? name : context.Field;
        return reader.Kind == TokenKind.Name;
    }

    /// <summary>Reads a text value.</summary>
    public static string ReadText(this ITokenReader reader, ImportContext context)
    {
        reader.Expect(TokenKind.Text, context);
        return reader.GetText();
    }

    /// <summary>Reads an array of texts.</summary>
    public static string[] ReadTextArray(this ITokenReader reader, ImportContext context, int maxLength)
    {
        reader.Expect(TokenKind.BeginArray, context);
        var items = new List<string>();
        while (reader.Read() != TokenKind.EndArray)
        {
            if (items.Count == maxLength)
            {
                throw context.TooLarge($"an array of more than {maxLength} items");
            }

            items.Add(reader.Kind == TokenKind.Text ? reader.GetText() : throw reader.Unexpected(TokenKind.Text, context));
        }

        return items.ToArray();
    }

    private static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.BeginObject => "an object",
        TokenKind.BeginArray => "an array",
        TokenKind.Name => "a field name",
        TokenKind.EndObject => "the end of an object",
        TokenKind.EndArray => "the end of an array",
        TokenKind.Text => "a text",
        TokenKind.Number => "a number",
        TokenKind.True => "true",
        TokenKind.False => "false",
        TokenKind.Null => "null",
        _ => "the end of the file",
    };
}
