using System.Runtime.InteropServices;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Os.Sockets;

/// <summary>A non-blocking UDP socket, IPv4 or IPv6, that sends and receives in batches without allocating.</summary>
internal sealed unsafe class UdpSocket : IDatagramPort
{
    private int _descriptor;

    /// <summary>Opens, sets, binds and connects it.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <exception cref="EdgeRouterException">ER2250: the system refuses.</exception>
    public UdpSocket(in PortSpec spec)
    {
        _descriptor = SocketCalls.Socket(spec.Bind.Family, SocketCalls.DatagramNonBlocking, 0);
        Check(_descriptor, "open a UDP socket for", spec.Bind);
        try
        {
            if (spec.Bind.IsMulticast)
            {
                ShareAddress(spec.Bind);
            }

            byte* native = stackalloc byte[UdpAddress.MaxNativeBytes];
            uint nativeBytes = spec.Bind.WriteNative(native);
            Check(SocketCalls.Bind(_descriptor, native, nativeBytes), "bind", spec.Bind);
            SetMulticast(spec);
            SetBuffers(spec);
            if (spec.Connect.IsPresent && !Reconnect(spec.Connect))
            {
                Check(-1, "connect to", spec.Connect);
            }

            LocalAddress = ReadLocalAddress();
            ReceiveBufferBytes = ReadOption(SocketCalls.ReceiveBuffer);
            SendBufferBytes = ReadOption(SocketCalls.SendBuffer);
        }
        catch (EdgeRouterException)
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public UdpAddress LocalAddress { get; }

    /// <inheritdoc/>
    public int Descriptor => _descriptor;

    /// <inheritdoc/>
    public int ReceiveBufferBytes { get; }

    /// <inheritdoc/>
    public int SendBufferBytes { get; }

    /// <inheritdoc/>
    /// <remarks>An error that the network reported for an earlier datagram (refused, unreachable) is taken from the socket by the first try and says
    /// nothing of this batch: it is tried once more.</remarks>
    public int Send(SendBatch batch)
    {
        int sent = SocketCalls.SendMany(_descriptor, batch.Headers, (uint)batch.Count, SocketCalls.DoNotWait);
        if (sent >= 0)
        {
            return sent;
        }

        int error = Marshal.GetLastPInvokeError();
        if (error is SocketCalls.ErrorRefused or SocketCalls.ErrorInterrupted)
        {
            sent = SocketCalls.SendMany(_descriptor, batch.Headers, (uint)batch.Count, SocketCalls.DoNotWait);
        }

        return Math.Max(sent, 0);
    }

    /// <inheritdoc/>
    public int Receive(ReceiveBatch batch)
    {
        batch.Prepare();
        int count = SocketCalls.ReceiveMany(_descriptor, batch.Headers, ReceiveBatch.Capacity, SocketCalls.DoNotWait, null);
        if (count < 0 && Marshal.GetLastPInvokeError() == SocketCalls.ErrorRefused)
        {
            count = SocketCalls.ReceiveMany(_descriptor, batch.Headers, ReceiveBatch.Capacity, SocketCalls.DoNotWait, null);
        }

        batch.Complete(Math.Max(count, 0));
        return batch.Count;
    }

    /// <inheritdoc/>
    public bool Reconnect(in UdpAddress remote)
    {
        byte* native = stackalloc byte[UdpAddress.MaxNativeBytes];
        uint nativeBytes = remote.WriteNative(native);
        return SocketCalls.Connect(_descriptor, native, nativeBytes) == 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = SocketCalls.Close(_descriptor);
            _descriptor = -1;
        }
    }

    private static void Check(int result, string what, in UdpAddress address)
    {
        if (result < 0)
        {
            string reason = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
            throw EdgeRouterException.Environment("ER2250", $"cannot {what} {address}: {reason}");
        }
    }

    private void ShareAddress(in UdpAddress address)
    {
        Check(SetOption(SocketCalls.LevelSocket, SocketCalls.ReuseAddress, 1), "share", address);
        Check(SetOption(SocketCalls.LevelSocket, SocketCalls.ReusePort, 1), "share the port of", address);
    }

    private void SetMulticast(in PortSpec spec)
    {
        UdpAddress group = spec.Bind.IsMulticast ? spec.Bind : spec.Connect;
        if (!group.IsMulticast)
        {
            return;
        }

        if (group.IsIPv6)
        {
            SetMulticastIPv6(spec);
        }
        else
        {
            SetMulticastIPv4(spec);
        }
    }

    private void SetMulticastIPv4(in PortSpec spec)
    {
        uint interfaceAddress = (uint)spec.Interface.High;
        _ = SetOption(SocketCalls.LevelIPv4, SocketCalls.MulticastAllIPv4, 0);
        if (spec.Bind.IsMulticast)
        {
            ulong membership = (uint)spec.Bind.High | ((ulong)interfaceAddress << 32);
            Check(
                SocketCalls.SetOption(_descriptor, SocketCalls.LevelIPv4, SocketCalls.AddMembershipIPv4, &membership, sizeof(ulong)),
                "join",
                spec.Bind);
        }

        Check(
            SocketCalls.SetOption(_descriptor, SocketCalls.LevelIPv4, SocketCalls.MulticastInterfaceIPv4, &interfaceAddress, sizeof(uint)),
            "use the interface",
            spec.Interface);
        Check(SetOption(SocketCalls.LevelIPv4, SocketCalls.MulticastLoopIPv4, 1), "loop", spec.Bind);
        if (spec.Ttl > 0)
        {
            Check(SetOption(SocketCalls.LevelIPv4, SocketCalls.MulticastTtlIPv4, spec.Ttl), "set the time to live of", spec.Bind);
        }
    }

    private void SetMulticastIPv6(in PortSpec spec)
    {
        _ = SetOption(SocketCalls.LevelIPv6, SocketCalls.MulticastAllIPv6, 0);
        if (spec.Bind.IsMulticast)
        {
            byte* membership = stackalloc byte[20];
            *(ulong*)membership = spec.Bind.High;
            *(ulong*)(membership + 8) = spec.Bind.Low;
            *(int*)(membership + 16) = spec.InterfaceIndex;
            Check(
                SocketCalls.SetOption(_descriptor, SocketCalls.LevelIPv6, SocketCalls.JoinGroupIPv6, membership, 20), "join", spec.Bind);
        }

        Check(SetOption(SocketCalls.LevelIPv6, SocketCalls.MulticastInterfaceIPv6, spec.InterfaceIndex), "use the interface", spec.Interface);
        Check(SetOption(SocketCalls.LevelIPv6, SocketCalls.MulticastLoopIPv6, 1), "loop", spec.Bind);
        if (spec.Ttl > 0)
        {
            Check(SetOption(SocketCalls.LevelIPv6, SocketCalls.MulticastHopsIPv6, spec.Ttl), "set the hops of", spec.Bind);
        }
    }

    private void SetBuffers(in PortSpec spec)
    {
        if (spec.ReceiveBufferBytes > 0)
        {
            Check(SetOption(SocketCalls.LevelSocket, SocketCalls.ReceiveBuffer, spec.ReceiveBufferBytes), "set SO_RCVBUF of", spec.Bind);
        }

        if (spec.SendBufferBytes > 0)
        {
            Check(SetOption(SocketCalls.LevelSocket, SocketCalls.SendBuffer, spec.SendBufferBytes), "set SO_SNDBUF of", spec.Bind);
        }
    }

    private int SetOption(int level, int option, int value) =>
        SocketCalls.SetOption(_descriptor, level, option, &value, sizeof(int));

    private int ReadOption(int option)
    {
        int value = 0;
        uint sizeBytes = sizeof(int);
        return SocketCalls.GetOption(_descriptor, SocketCalls.LevelSocket, option, &value, &sizeBytes) == 0 ? value : 0;
    }

    private UdpAddress ReadLocalAddress()
    {
        byte* native = stackalloc byte[UdpAddress.MaxNativeBytes];
        uint sizeBytes = UdpAddress.MaxNativeBytes;
        return SocketCalls.LocalName(_descriptor, native, &sizeBytes) == 0 ? UdpAddress.FromNative(native) : default;
    }
}
