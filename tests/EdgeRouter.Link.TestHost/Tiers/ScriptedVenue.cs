using System.Buffers.Binary;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Link.Gateways;

namespace EdgeRouter.Link.TestHost.Tiers;

/// <summary>A venue that outlives its gateway: each order that it is given is in its file, 8 bytes of its id, before it answers. It answers each order and each
/// question with one report.</summary>
public sealed class ScriptedVenue : IOrderGateway, IDisposable
{
    private const int RecordBytes = sizeof(long);
    private readonly FileStream _file;
    private readonly HashSet<long> _known;
    private readonly IClock _clock;
    private GatewayEndpoint? _endpoint;

    public ScriptedVenue(string path, IClock clock)
    {
        _clock = clock;
        _known = [.. ReadOrders(path)];
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>The orders of a file, as they came.</summary>
    public static long[] ReadOrders(string path)
    {
        byte[] bytes = File.Exists(path) ? File.ReadAllBytes(path) : [];
        long[] orders = new long[bytes.Length / RecordBytes];
        for (int i = 0; i < orders.Length; i++)
        {
            orders[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(i * RecordBytes));
        }

        return orders;
    }

    public void Attach(GatewayEndpoint endpoint) => _endpoint = endpoint;

    public void Send(in ChildOrder order)
    {
        byte[] record = new byte[RecordBytes];
        BinaryPrimitives.WriteInt64LittleEndian(record, order.Id.Value);
        _file.Write(record);
        _known.Add(order.Id.Value);
        Say(new ExecutionReport { ChildId = order.Id, VenueId = order.VenueId, Type = ExecutionType.New, LeavesQuantity = order.Quantity });
    }

    public void Cancel(in CancelRequest request)
    {
        // Nobody cancels here.
    }

    public void RequestStatus(in StatusRequest request)
    {
        var report = new ExecutionReport { ChildId = request.ChildId, VenueId = request.VenueId, Type = ExecutionType.OrderStatus };
        bool isKnown = _known.Contains(request.ChildId.Value);
        Say(isKnown ? report : report with { Type = ExecutionType.Rejected, State = ChildOrderState.Rejected, RejectReason = RejectReason.UnknownOrder });
    }

    public void Dispose() => _file.Dispose();

    private void Say(in ExecutionReport report)
    {
        ExecutionReport stamped = report with { VenueTimeNs = _clock.NowNs, ReceiveTimeNs = _clock.NowNs };
        if (!_endpoint!.TryReport(stamped))
        {
            throw new IOException("the gateway's journal takes nothing: its disc is full");
        }
    }
}
