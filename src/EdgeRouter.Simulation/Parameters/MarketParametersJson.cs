using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Simulation.Parameters;

/// <summary>Market parameters as JSON text: strict, so that a misspelt key is an error and not a silent default.</summary>
public static class MarketParametersJson
{
    /// <summary>Version of the form; stands in the file as <c>schemaVersion</c>.</summary>
    public const int SchemaVersion = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false) },
    };

    /// <summary>Reads and validates a market file.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="EdgeRouterException">ER7051: unreadable; ER7052: not JSON, an unknown key or a wrong type; ER7053: a value out of range.</exception>
    public static MarketParameters Load(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw EdgeRouterException.BadInput("ER7051", $"market file '{path}' cannot be read: {e.Message} Give the path of a readable file.", e);
        }

        return Parse(text, path);
    }

    /// <summary>Parses and validates market parameters.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="name">What to call the text in errors.</param>
    /// <exception cref="EdgeRouterException">ER7052: not JSON, an unknown key or a wrong type; ER7053: a value out of range.</exception>
    public static MarketParameters Parse(string text, string name)
    {
        MarketFile? file;
        try
        {
            file = JsonSerializer.Deserialize<MarketFile>(text, Options);
        }
        catch (JsonException e)
        {
            throw EdgeRouterException.BadInput("ER7052", $"market file '{name}', line {(e.LineNumber ?? 0) + 1}, {e.Path ?? "$"}: {FirstSentence(e.Message)}", e);
        }

        if (file is null || file.SchemaVersion != SchemaVersion)
        {
            throw EdgeRouterException.BadInput("ER7052", $"market file '{name}': schemaVersion must be {SchemaVersion}");
        }

        MarketParametersValidator.Validate(file.Market, name);
        return file.Market;
    }

    /// <summary>Writes parameters as JSON.</summary>
    /// <param name="parameters">Parameters.</param>
    public static string Format(MarketParameters parameters) =>
        JsonSerializer.Serialize(new MarketFile { SchemaVersion = SchemaVersion, Market = parameters }, Options);

    /// <summary>Saves parameters.</summary>
    /// <param name="parameters">Parameters.</param>
    /// <param name="path">File; replaced if it exists.</param>
    /// <exception cref="EdgeRouterException">ER7051: the file cannot be written.</exception>
    public static void Save(MarketParameters parameters, string path)
    {
        try
        {
            File.WriteAllText(path, Format(parameters) + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw EdgeRouterException.Environment("ER7051", $"market file '{path}' cannot be written: {e.Message} Give a writable path.", e);
        }
    }

    // The path before it names the key; the library's own words name .NET types.
    private static string FirstSentence(string message)
    {
        if (message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
        {
            return "there is no such key";
        }

        int type = message.IndexOf("could not be converted to ", StringComparison.Ordinal);
        if (type >= 0)
        {
            return "the value is of a wrong kind";
        }

        int cut = message.IndexOf(" Path:", StringComparison.Ordinal);
        return cut < 0 ? message : message[..cut];
    }
}
