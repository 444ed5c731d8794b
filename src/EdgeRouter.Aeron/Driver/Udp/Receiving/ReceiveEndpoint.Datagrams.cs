using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.Driver.Udp.Pipes;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <content>What datagrams do, each by its type.</content>
internal sealed partial class ReceiveEndpoint
{
    private bool OnData(ReadOnlySpan<byte> datagram, ReceiveDestination destination, in UdpAddress source, long nowNs)
    {
        if (!DataFrame.TryRead(datagram, out DataFrame frame))
        {
            return false;
        }

        if (!_interests.TryGetValue(frame.StreamId, out StreamInterest? interest))
        {
            return true;
        }

        SessionInterest session = interest.Get(frame.SessionId);
        if (session.Stream != null)
        {
            session.Stream.Insert(frame, datagram, destination, source, nowNs);
            return true;
        }

        bool isOpen = session.State == InterestState.Unknown ||
            (session.State is InterestState.SetupAsked or InterestState.CoolDown && nowNs >= session.DeadlineNs);
        if (frame.IsEndOfStream || !isOpen || !interest.IsWanted(frame.SessionId))
        {
            return true;
        }

        if (session.State == InterestState.Unknown && !interest.HasRoom(isSetup: false, nowNs))
        {
            return false;
        }

        interest.Set(frame.SessionId, new SessionInterest(InterestState.SetupAsked, null, nowNs + AskAgainNs));
        AskForSetup(destination, destination.Control.IsPresent ? destination.Control : source, frame.StreamId, frame.SessionId);
        return true;
    }

    private bool OnSetup(ReadOnlySpan<byte> datagram, ReceiveDestination destination, in UdpAddress source, long nowNs)
    {
        if (!SetupFrame.TryRead(datagram, out SetupFrame setup))
        {
            return false;
        }

        if (!_interests.TryGetValue(setup.StreamId, out StreamInterest? interest))
        {
            return true;
        }

        SessionInterest session = interest.Get(setup.SessionId);
        if (session.Stream != null)
        {
            session.Stream.Connections.OnPacket(destination, source, nowNs);
            return true;
        }

        bool isOpen = session.State is InterestState.Unknown or InterestState.SetupAsked ||
            (session.State == InterestState.CoolDown && nowNs >= session.DeadlineNs);
        if (!isOpen || !interest.IsWanted(setup.SessionId))
        {
            return true;
        }

        bool isFlood = interest.ImageCount >= _options.MaxImagesPerStream ||
            (session.State == InterestState.Unknown && !interest.HasRoom(isSetup: true, nowNs));
        if (isFlood || setup.Fault() != null)
        {
            _receiver.ReportBadSetup(this, setup, isFlood, nowNs);
            return false;
        }

        if (destination.Channel.IsMulticast && destination.Channel.Ttl < setup.Ttl)
        {
            _cells.TtlAsymmetry.Add(1);
        }

        AskForImage(interest, setup, destination, source);
        return true;
    }

    private void AskForImage(StreamInterest interest, in SetupFrame setup, ReceiveDestination destination, in UdpAddress source)
    {
        bool isTaken = _receiver.Report(new NetworkEvent
        {
            Kind = NetworkEventKind.ImageWanted,
            Endpoint = this,
            Subject = destination,
            Setup = setup,
            Source = source,
        });
        if (isTaken)
        {
            interest.Set(setup.SessionId, new SessionInterest(InterestState.InMaking, null, 0));
        }
    }

    private bool OnRoundTrip(ReadOnlySpan<byte> datagram, ReceiveDestination destination, in UdpAddress source)
    {
        if (!RoundTripFrame.TryRead(datagram, out RoundTripFrame frame))
        {
            return false;
        }

        if (frame.IsReplyWanted && (frame.ReceiverId == 0 || frame.ReceiverId == ReceiverId))
        {
            (frame.Reply() with { ReceiverId = ReceiverId }).Write(_receiver.Scratch);
            _receiver.SendScratch(destination, destination.Control.IsPresent ? destination.Control : source, RoundTripFrame.SizeBytes);
        }

        return true;
    }

    private void AskForSetup(ReceiveDestination destination, in UdpAddress control, int streamId, int sessionId) =>
        SendStatus(destination, control, new StatusFrame(StatusFrame.SendSetupFlag, sessionId, streamId, 0, 0, 0, ReceiverId, GroupTag));
}
