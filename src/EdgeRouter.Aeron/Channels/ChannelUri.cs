using System.Globalization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Channels;

/// <summary>A channel: <c>aeron:udp?endpoint=127.0.0.1:40123|term-length=1m</c>, <c>aeron:ipc</c>, with <c>aeron-spy:</c> before it for a spy. Keys may
/// stand in any order; one that stands twice has its last value; unknown keys are kept and mean nothing.</summary>
public sealed class ChannelUri
{
    private const string Scheme = "aeron:";
    private const string SpyPrefix = "aeron-spy:";
    private const int TextCharsMax = 4096;
    private readonly Dictionary<string, string> _parameters;

    private ChannelUri(string text, bool isSpy, string media, Dictionary<string, string> parameters)
    {
        Text = text;
        IsSpy = isSpy;
        Media = media;
        _parameters = parameters;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it reads what a publication of the same driver sends.</summary>
    public bool IsSpy { get; }

    /// <summary><c>ipc</c> or <c>udp</c>.</summary>
    public string Media { get; }

    /// <summary>Whether it stays in this machine's memory.</summary>
    public bool IsIpc => Media == "ipc";

    /// <summary>Keys and values.</summary>
    public IReadOnlyDictionary<string, string> Parameters => _parameters;

    /// <summary>Reads a channel.</summary>
    /// <param name="text">The channel.</param>
    /// <exception cref="EdgeRouterException">ER2205: it makes no sense; the text is named.</exception>
    public static ChannelUri Parse(string text)
    {
        bool isSpy = text.StartsWith(SpyPrefix, StringComparison.Ordinal);
        string rest = isSpy ? text[SpyPrefix.Length..] : text;
        if (!rest.StartsWith(Scheme, StringComparison.Ordinal) || text.Length > TextCharsMax)
        {
            throw Fault(text, "it does not begin with aeron:ipc or aeron:udp, or is longer than 4096 characters");
        }

        rest = rest[Scheme.Length..];
        int question = rest.IndexOf('?', StringComparison.Ordinal);
        string media = question < 0 ? rest : rest[..question];
        if (media is not ("ipc" or "udp"))
        {
            throw Fault(text, $"medium '{media}' is neither ipc nor udp");
        }

        Dictionary<string, string> parameters = new(StringComparer.Ordinal);
        foreach (string pair in question < 0 || question == rest.Length - 1 ? [] : rest[(question + 1)..].Split('|'))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw Fault(text, $"'{pair}' is not key=value");
            }

            parameters[pair[..equals]] = pair[(equals + 1)..];
        }

        return new ChannelUri(text, isSpy, media, parameters);
    }

    /// <summary>A value, or null.</summary>
    /// <param name="key">Its key.</param>
    public string? Get(string key) => _parameters.GetValueOrDefault(key);

    /// <summary>A whole number.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>Null: not given.</returns>
    /// <exception cref="EdgeRouterException">ER2205: not a number of 32 bits.</exception>
    public int? GetInt32(string key) =>
        Get(key) is not { } value
            ? null
            : int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw Fault(Text, $"{key}={value} is not a number of 32 bits");

    /// <summary>A whole number.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>Null: not given.</returns>
    /// <exception cref="EdgeRouterException">ER2205: not a number of 64 bits.</exception>
    public long? GetInt64(string key) =>
        Get(key) is not { } value
            ? null
            : long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
                ? number
                : throw Fault(Text, $"{key}={value} is not a number of 64 bits");

    /// <summary>A switch.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>Null: not given.</returns>
    /// <exception cref="EdgeRouterException">ER2205: neither true nor false.</exception>
    public bool? GetFlag(string key) =>
        Get(key) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            string value => throw Fault(Text, $"{key}={value} is neither true nor false"),
        };

    /// <summary>A size in bytes: a number with an optional k, m or g of 1,024.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>Null: not given.</returns>
    /// <exception cref="EdgeRouterException">ER2205: not a size.</exception>
    public long? GetSize(string key) =>
        Get(key) is not { } value ? null : SizeText.TryParse(value, out long bytes) ? bytes : throw Fault(Text, $"{key}={value} is not a size");

    /// <summary>A duration in ns: a number with an optional ns, us, ms or s.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>Null: not given.</returns>
    /// <exception cref="EdgeRouterException">ER2205: not a duration.</exception>
    public long? GetDurationNs(string key) =>
        Get(key) is not { } value ? null : DurationText.TryParse(value, out long ns) ? ns : throw Fault(Text, $"{key}={value} is not a duration");

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>A channel's fault as an exception, ER2205.</summary>
    /// <param name="text">The channel.</param>
    /// <param name="what">What is wrong with it.</param>
    internal static EdgeRouterException Fault(string text, string what) =>
        EdgeRouterException.BadInput("ER2205", $"channel '{(text.Length > 200 ? text[..200] + "…" : text)}': {what}");
}
