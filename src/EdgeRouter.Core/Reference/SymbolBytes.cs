using System.Diagnostics.CodeAnalysis;
using EdgeRouter.Core.State;

namespace EdgeRouter.Core.Reference;

/// <summary>Compares symbols as bytes, so that a feed's field is looked up where it lies.</summary>
internal sealed class SymbolBytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    internal static readonly SymbolBytes Comparer = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)StateWriter.HashOf(alternate);

    /// <summary>A fixed-length field without the spaces and zeros that fill it up.</summary>
    internal static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> field) => field.TrimEnd(" \0"u8);
}
