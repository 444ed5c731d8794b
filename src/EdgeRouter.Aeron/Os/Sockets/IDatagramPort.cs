namespace EdgeRouter.Aeron.Os.Sockets;

/// <summary>A place to send datagrams from and to receive them at: a socket, or a simulated network's.</summary>
internal interface IDatagramPort : IDisposable
{
    /// <summary>Address and port that it is bound to.</summary>
    UdpAddress LocalAddress { get; }

    /// <summary>The file descriptor to poll, -1 if there is none.</summary>
    int Descriptor { get; }

    /// <summary>SO_RCVBUF as it is, bytes; 0 if unknown.</summary>
    int ReceiveBufferBytes { get; }

    /// <summary>SO_SNDBUF as it is, bytes; 0 if unknown.</summary>
    int SendBufferBytes { get; }

    /// <summary>Sends a batch where it says; never waits.</summary>
    /// <param name="batch">What.</param>
    /// <returns>Datagrams accepted by the system, from the first: fewer than asked for is a short send.</returns>
    int Send(SendBatch batch);

    /// <summary>Receives what is there; never waits.</summary>
    /// <param name="batch">Where to; its former content is lost.</param>
    /// <returns>Datagrams received, 0 if there is none.</returns>
    int Receive(ReceiveBatch batch);

    /// <summary>Connects to another place: name resolution has changed.</summary>
    /// <param name="remote">The place.</param>
    /// <returns>Whether the system accepts it.</returns>
    bool Reconnect(in UdpAddress remote);
}
