using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Tests.Gateways;

/// <summary>Keeps the last report and every control input.</summary>
internal sealed class ReportKeeper : ProtocolVisitor
{
    public ExecutionReport Report { get; private set; }

    public List<ControlInput> Controls { get; } = [];

    public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report) => Report = report;

    public override void OnControl(in MessageEnvelope envelope, in ControlInput control) => Controls.Add(control);
}
