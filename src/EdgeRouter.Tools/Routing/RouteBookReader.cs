using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Tools.Routing;

/// <summary>Reads a book file. Unknown keys, keys that stand twice and missing ones are refused.</summary>
public static class RouteBookReader
{
    private const long FileBytesMax = 16 << 20;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        MaxDepth = 8,
    };

    /// <summary>Reads and parses a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EdgeRouterException">ER4059: it cannot be read or is no such JSON; the message names the place.</exception>
    public static RouteBook Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > FileBytesMax)
            {
                throw EdgeRouterException.BadInput("ER4059", $"{path}: has more than {FileBytesMax} bytes: a book file holds one moment of a few instruments");
            }

            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EdgeRouterException.BadInput("ER4059", $"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Parses a book.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="EdgeRouterException">ER4059.</exception>
    public static RouteBook Parse(ReadOnlySpan<byte> utf8, string name)
    {
        try
        {
            RouteBook book = JsonSerializer.Deserialize<RouteBook>(utf8, Options) ?? throw new JsonException("it is null");
            return book.SchemaVersion == 1 ? book : throw new JsonException($"schemaVersion is {book.SchemaVersion}: this program reads 1");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw EdgeRouterException.BadInput("ER4059", $"{name}: is no book file: {Clean(e.Message)}", e);
        }
    }

    // The library names .NET types; people want the key.
    private static string Clean(string message)
    {
        string text = message.Replace("The JSON property", "the key", StringComparison.Ordinal)
            .Replace("could not be mapped to any .NET member contained in type", "is not known in", StringComparison.Ordinal)
            .Replace("EdgeRouter.Tools.Routing.RouteBook+", string.Empty, StringComparison.Ordinal)
            .Replace("EdgeRouter.Tools.Routing.RouteBook", "the file", StringComparison.Ordinal)
            .Replace("JSON deserialization for type", "in", StringComparison.Ordinal)
            .Replace("was missing required properties including:", "there lack the keys", StringComparison.Ordinal);
        return text;
    }
}
