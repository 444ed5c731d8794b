namespace EdgeRouter.Aeron.Rings;

/// <summary>Takes records of a ring. The payload is a private copy: nobody can change it any more.</summary>
public interface IRecordHandler
{
    /// <summary>One record.</summary>
    /// <param name="typeId">Its type, above zero.</param>
    /// <param name="payload">Its payload, valid during the call.</param>
    void OnRecord(int typeId, ReadOnlySpan<byte> payload);
}
