using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab.Tests.Support;

/// <summary>The inputs of an engine that its journal keeps.</summary>
internal interface IJournaledEngine
{
    void OnParentOrder(in ParentOrder order);

    void OnExecutionReport(in ExecutionReport report);

    void OnTimer(long nowNs);

    void OnControl(in ControlInput input);
}
