namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <summary>A session of a stream.</summary>
/// <param name="State">What is known of it.</param>
/// <param name="Stream">Its image, if there is one.</param>
/// <param name="DeadlineNs">When a SETUP is asked for again, or a cool-down ends, ns.</param>
internal readonly record struct SessionInterest(InterestState State, ReceiveStream? Stream, long DeadlineNs);
