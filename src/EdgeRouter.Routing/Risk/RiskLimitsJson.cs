using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Routing.Risk;

/// <summary>Risk limits as JSON (<c>src/docs/RISK.md</c>): the bytes that travel as a configuration input. Control plane.</summary>
public static class RiskLimitsJson
{
    /// <summary>Version of the form, the value of <c>schemaVersion</c>.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Most bytes of one set of limits.</summary>
    public const int SizeMaxBytes = 1 << 20;

    /// <summary>Reads limits and checks them as a whole. The same bytes and universe always give the same answer.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="universe">Whose symbols and venue names the limits use.</param>
    /// <exception cref="EdgeRouterException">ER1143: not such JSON, or a key is unknown, stands twice, has the wrong kind of value or a value out of range;
    /// the message names it.</exception>
    public static RiskLimits Parse(ReadOnlySpan<byte> utf8, Universe universe)
    {
        if (utf8.Length > SizeMaxBytes)
        {
            throw Fault($"the text has {utf8.Length} bytes: at most {SizeMaxBytes} are read");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8.ToArray(), new JsonDocumentOptions { MaxDepth = 4 });
            RiskLimits limits = RiskLimitsReader.Read(document.RootElement);
            return RiskLimitsCheck.ProblemOf(limits, universe) is { } problem ? throw Fault(problem) : Sorted(limits);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text with half a surrogate pair in it.
            throw Fault($"the text is not valid JSON: {e.Message}");
        }
    }

    /// <summary>Reads limits as <see cref="Parse"/> does.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="universe">Whose symbols and venue names the limits use.</param>
    /// <param name="limits">Out: the limits, or null.</param>
    /// <param name="problem">Out: what is wrong, one line; empty when nothing is.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, Universe universe, [NotNullWhen(true)] out RiskLimits? limits, out string problem)
    {
        try
        {
            limits = Parse(utf8, universe);
            problem = string.Empty;
            return true;
        }
        catch (EdgeRouterException e)
        {
            limits = null;
            problem = e.ToUserLine();
            return false;
        }
    }

    /// <summary>Writes limits in their one form: equal limits give equal bytes, whatever the order of their lists.</summary>
    /// <param name="limits">Valid limits.</param>
    public static byte[] Format(RiskLimits limits)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            RiskLimitsWriter.Write(writer, Sorted(limits));
        }

        return buffer.WrittenSpan.ToArray();
    }

    internal static EdgeRouterException Fault(string what) => EdgeRouterException.BadInput("ER1143", $"risk limits were refused: {what}");

    private static RiskLimits Sorted(RiskLimits limits) => limits with
    {
        RestrictedSymbols = [.. limits.RestrictedSymbols.Order(StringComparer.Ordinal)],
        HardToBorrowSymbols = [.. limits.HardToBorrowSymbols.Order(StringComparer.Ordinal)],
        Instruments = [.. limits.Instruments.OrderBy(i => i.Symbol, StringComparer.Ordinal)],
        Venues = [.. limits.Venues.OrderBy(v => v.Name, StringComparer.Ordinal)],
        Clients = [.. limits.Clients.OrderBy(c => c.ClientId)],
    };
}
