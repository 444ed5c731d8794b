using System.Text;
using System.Text.Json;
using EdgeRouter.Sbe.Tests.Orders;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Sbe.Tests;

/// <summary>Against the three messages that the SBE 1.0 specification prints in hexadecimal.</summary>
public sealed class SpecificationExampleTests
{
    private const int FramingBytes = 6;

    [Test]
    public void ShouldDecodeNewOrderSingle()
    {
        byte[] wire = Example(99);
        Assert.That(NewOrderSingleDecoder.TryWrap(wire.AsSpan(SchemaInfo.HeaderLength), 54, 0, out NewOrderSingleDecoder order), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Encoding.ASCII.GetString(order.ClOrdId), Is.EqualTo("ORD00001"));
            Assert.That(Encoding.ASCII.GetString(order.Account), Is.EqualTo("ACCT01\0\0"));
            Assert.That(Encoding.ASCII.GetString(order.Symbol), Is.EqualTo("GEM4\0\0\0\0"));
            Assert.That(order.Side, Is.EqualTo(Side.Buy));
            Assert.That(order.OrderQtyMantissa, Is.EqualTo(7));
            Assert.That(order.OrdType, Is.EqualTo(OrdType.Limit));
            Assert.That(order.PriceMantissa, Is.EqualTo(99_610));
            Assert.That(NewOrderSingleDecoder.PriceExponent, Is.EqualTo(-3));
            Assert.That(order.StopPxMantissa, Is.EqualTo(NewOrderSingleDecoder.StopPxMantissaNullValue));
        }
    }

    [Test]
    public void ShouldDecodeExecutionReport()
    {
        byte[] wire = Example(98);
        Assert.That(ExecutionReportDecoder.TryWrap(wire.AsSpan(SchemaInfo.HeaderLength), 42, 0, out ExecutionReportDecoder report), Is.True);
        ExecutionReportDecoder.FillsGrpGroup fills = report.FillsGrp;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.ExecType, Is.EqualTo(ExecType.Trade));
            Assert.That(report.OrdStatus, Is.EqualTo(OrdStatus.PartialFilled));
            Assert.That((report.MaturityMonthYearYear, report.MaturityMonthYearMonth, report.MaturityMonthYear.Day), Is.EqualTo(((ushort)2014, (byte)6, byte.MaxValue)));
            Assert.That((report.LeavesQtyMantissa, report.CumQtyMantissa, report.TradeDate), Is.EqualTo((1, 6, (ushort)0x3E75)));
            Assert.That(fills.Count, Is.EqualTo(2));
            Assert.That((fills[0].FillPxMantissa, fills[0].FillQtyMantissa), Is.EqualTo((99_610L, 2)));
            Assert.That((fills[1].FillPxMantissa, fills[1].FillQtyMantissa), Is.EqualTo((99_620L, 4)));
        }
    }

    [Test]
    public void ShouldDecodeBusinessMessageReject()
    {
        byte[] wire = Example(97);
        Assert.That(BusinessMessageRejectDecoder.TryWrap(wire.AsSpan(SchemaInfo.HeaderLength), 9, 0, out BusinessMessageRejectDecoder reject), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Encoding.ASCII.GetString(reject.BusinesRejectRefId), Is.EqualTo("ORD00001"));
            Assert.That(reject.BusinessRejectReason, Is.EqualTo(Reason.NotAuthorized));
            Assert.That(Encoding.ASCII.GetString(reject.Text), Is.EqualTo("Not authorized to trade that instrument"));
        }
    }

    [Test]
    public void ShouldEncodeExecutionReport()
    {
        byte[] buffer = new byte[128];
        Assert.That(ExecutionReportEncoder.TryWrapWithHeader(buffer, out ExecutionReportEncoder report), Is.True);
        report.SetOrderID("O0000001"u8);
        report.SetExecID("EXEC0000"u8);
        report.ExecType = ExecType.Trade;
        report.OrdStatus = OrdStatus.PartialFilled;
        report.SetSymbol("GEM4"u8);
        report.MaturityMonthYearYear = 2014;
        report.MaturityMonthYearMonth = 6;
        report.Side = Side.Buy;
        report.LeavesQtyMantissa = 1;
        report.CumQtyMantissa = 6;
        report.TradeDate = 0x3E75;
        ExecutionReportEncoder.FillsGrpEncoder fills = report.BeginFillsGrp(2);
        fills.Next();
        fills.FillPxMantissa = 99_610;
        fills.FillQtyMantissa = 2;
        fills.Next();
        fills.FillPxMantissa = 99_620;
        fills.FillQtyMantissa = 4;
        Assert.That(Convert.ToHexString(buffer.AsSpan(0, report.EncodedLength)), Is.EqualTo(Convert.ToHexString(Example(98))), "day and week are absent unless set");
    }

    [Test]
    public void ShouldRenderDecimals()
    {
        string json = SbeJson.Render(TestSchemas.Walker("orders.xml"), Example(99), out SbeWalkResult result);
        Assert.That(result.Status, Is.EqualTo(SbeWalkStatus.Complete));
        Assert.That(json, Does.Contain("\"OrderQty\":7").And.Contain("\"Price\":99.61").And.Contain("\"StopPx\":null").And.Contain("\"Account\":\"ACCT01\""));
    }

    /// <summary>Message header and body of an example.</summary>
    private static byte[] Example(int templateId)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.Path("sbe-conformance/fix_spec_wire_examples.json")));
        JsonElement example = document.RootElement.EnumerateArray().First(one => one.GetProperty("spec").GetString() == "v1.0" && one.GetProperty("templateId").GetInt32() == templateId);
        return Convert.FromHexString(example.GetProperty("hex").GetString()!)[FramingBytes..];
    }
}
