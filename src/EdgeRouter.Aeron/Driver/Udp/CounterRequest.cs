namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>A counter to allocate.</summary>
/// <param name="typeId">Its type.</param>
/// <param name="key">Its key, at most 112 bytes.</param>
/// <param name="label">Its label; what is over 380 bytes is cut.</param>
/// <param name="registrationId">What it belongs to.</param>
/// <param name="ownerId">The client, -1 if none.</param>
/// <param name="referenceId">What it refers to, 0 if nothing.</param>
internal readonly ref struct CounterRequest(
    int typeId, ReadOnlySpan<byte> key, string label, long registrationId, long ownerId, long referenceId)
{
    /// <summary>Its type.</summary>
    public int TypeId { get; } = typeId;

    /// <summary>Its key, at most 112 bytes.</summary>
    public ReadOnlySpan<byte> Key { get; } = key;

    /// <summary>Its label; what is over 380 bytes is cut.</summary>
    public string Label { get; } = label;

    /// <summary>What it belongs to.</summary>
    public long RegistrationId { get; } = registrationId;

    /// <summary>The client, -1 if none.</summary>
    public long OwnerId { get; } = ownerId;

    /// <summary>What it refers to, 0 if nothing.</summary>
    public long ReferenceId { get; } = referenceId;
}
