namespace EdgeRouter.Scoring.Import;

/// <summary>What every document parser needs on top of <see cref="ITokenReader"/>: expectations, skipping, arrays of one type.</summary>
internal static class TokenReaderExtensions
{
    /// <summary>Reads the next token and insists on its kind.</summary>
    public static void Expect(this ITokenReader reader, TokenKind kind, ImportContext context)
    {
        if (reader.Read() != kind)
        {
            throw context.Invalid($"{Describe(kind)} was expected, found {Describe(reader.Kind)}");
        }
    }

    /// <summary>Inside an object: reads the next member's name, or false at the object's end. Names the member in errors.</summary>
    public static bool ReadMember(this ITokenReader reader, ImportContext context, out string name)
    {
        name = reader.Read() == TokenKind.Name ? reader.GetText() : string.Empty;
        context.Field = name.Length > 0 ? ImportContext.Quote(name).Trim('"') : context.Field;
        return reader.Kind == TokenKind.Name;
    }

    /// <summary>Passes over the value that comes next, however deep.</summary>
    public static void SkipValue(this ITokenReader reader)
    {
        int depth = 0;
        do
        {
            depth += reader.Read() switch
            {
                TokenKind.BeginObject or TokenKind.BeginArray => 1,
                TokenKind.EndObject or TokenKind.EndArray => -1,
                _ => 0,
            };
        }
        while (depth > 0);
    }

    /// <summary>Reads a text value.</summary>
    public static string ReadText(this ITokenReader reader, ImportContext context)
    {
        reader.Expect(TokenKind.Text, context);
        return reader.GetText();
    }

    /// <summary>Reads an array of whole numbers that fit 32 bits.</summary>
    public static int[] ReadInt32Array(this ITokenReader reader, ImportContext context, int maxLength) =>
        ReadArray(reader, context, maxLength, static (r, c) => ToInt32(r, c));

    /// <summary>Reads an array of float32.</summary>
    public static float[] ReadSingleArray(this ITokenReader reader, ImportContext context, int maxLength) =>
        ReadArray(reader, context, maxLength, static (r, c) => r.Kind == TokenKind.Number ? r.GetSingle() : throw NotANumber(r, c));

    /// <summary>Reads an array of texts.</summary>
    public static string[] ReadTextArray(this ITokenReader reader, ImportContext context, int maxLength) =>
        ReadArray(reader, context, maxLength, static (r, c) => r.Kind == TokenKind.Text ? r.GetText() : throw c.Invalid($"a text was expected, found {Describe(r.Kind)}"));

    private static T[] ReadArray<T>(ITokenReader reader, ImportContext context, int maxLength, Func<ITokenReader, ImportContext, T> readItem)
    {
        reader.Expect(TokenKind.BeginArray, context);
        var items = new List<T>();
        while (reader.Read() != TokenKind.EndArray)
        {
            if (items.Count == maxLength)
            {
                throw context.TooLarge($"an array of more than {maxLength} items");
            }

            items.Add(readItem(reader, context));
        }

        return items.ToArray();
    }

    // Flags are 0/1 in the files seen, and true/false would mean the same.
    private static int ToInt32(ITokenReader reader, ImportContext context)
    {
        if (reader.Kind is TokenKind.True or TokenKind.False)
        {
            return reader.Kind == TokenKind.True ? 1 : 0;
        }

        long value = reader.Kind == TokenKind.Number ? reader.GetInt64() : throw NotANumber(reader, context);
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw context.Invalid($"{value} does not fit 32 bits");
    }

    private static Exception NotANumber(ITokenReader reader, ImportContext context) =>
        context.Invalid($"a number was expected, found {Describe(reader.Kind)}");

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
