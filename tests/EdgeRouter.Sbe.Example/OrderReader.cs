using System.Text;
using Example.Orders;

namespace EdgeRouter.Sbe.Example;

internal static class OrderReader
{
    // <dispatch>
    public static string Read(ReadOnlySpan<byte> message)
    {
        if (!SchemaInfo.TryReadHeader(message, out int blockLength, out int templateId, out int schemaId, out int version))
        {
            return "too short for a header";
        }

        ReadOnlySpan<byte> body = message[SchemaInfo.HeaderLength..];
        return (schemaId, templateId) switch
        {
            (SchemaInfo.Id, OrderDecoder.TemplateId) when OrderDecoder.TryWrap(body, blockLength, version, out OrderDecoder order) => Describe(order),
            (SchemaInfo.Id, OrderDecoder.TemplateId) => "an order that is cut short or damaged",
            _ => "some other message",
        };
    }
    // </dispatch>

    // <read>
    private static string Describe(OrderDecoder order)
    {
        StringBuilder text = new();
        text.Append($"order {order.OrderId} {order.Side} {order.Quantity}");
        text.Append(order.PriceMantissa == OrderDecoder.PriceMantissaNullValue ? " at market" : $" at {order.PriceMantissa}e{OrderDecoder.PriceExponent}");
        text.Append(order.Account == OrderDecoder.AccountNullValue ? ", no account" : $", account {order.Account}");
        text.Append((order.Flags & Flags.IsHidden) != 0 ? ", hidden" : ", shown");
        foreach (OrderDecoder.LegsEntry leg in order.Legs)
        {
            text.Append($", {leg.Ratio} × {Encoding.ASCII.GetString(leg.Symbol.TrimEnd((byte)0))}");
        }

        return text.Append($", note '{Encoding.UTF8.GetString(order.Note)}'").ToString();
    }
    // </read>
}
