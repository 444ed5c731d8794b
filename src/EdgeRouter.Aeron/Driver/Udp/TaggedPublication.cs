namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>What <c>session-id=tag:N</c> takes over from the publication that has the tag.</summary>
/// <param name="SessionId">Its session.</param>
/// <param name="TermBytes">Its term.</param>
/// <param name="MtuBytes">Its longest frame.</param>
internal readonly record struct TaggedPublication(int SessionId, int TermBytes, int MtuBytes);
