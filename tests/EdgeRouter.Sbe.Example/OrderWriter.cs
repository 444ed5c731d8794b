using Example.Orders;

namespace EdgeRouter.Sbe.Example;

internal static class OrderWriter
{
    // <write>
    public static int Write(Span<byte> buffer)
    {
        if (!OrderEncoder.TryWrapWithHeader(buffer, out OrderEncoder order))
        {
            return 0; // no room for header and block
        }

        order.OrderId = 7;
        order.PriceMantissa = 101_2500; // × 10^OrderEncoder.PriceExponent
        order.Quantity = 300;
        order.Side = Side.Buy;
        order.Flags = Flags.IsHidden | Flags.IsPostOnly;

        OrderEncoder.LegsEncoder leg = order.BeginLegs(2);
        leg.Next();
        leg.SetSymbol("ABC"u8);
        leg.Ratio = 1;
        leg.Next();
        leg.SetSymbol("XYZ"u8);
        leg.Ratio = -2;
        order.PutNote("by hand"u8);
        return order.EncodedLength;
    }
    // </write>
}
