namespace EdgeRouter.Sbe.Properties.Tests;

/// <summary>Assertions for properties: they throw and record nothing, since a shrinking run fails many times on its way to the simplest case.</summary>
internal static class Agree
{
    public static void Equal<T>(T actual, T expected, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected))
        {
            throw new DisagreementException($"{what}\n  expected: {expected}\n  actual:   {actual}");
        }
    }

    public static void Sequence<T>(IEnumerable<T> actual, IEnumerable<T> expected, string what) =>
        Equal(string.Join(", ", actual), string.Join(", ", expected), what);

    /// <summary>Bytes, shown in hexadecimal.</summary>
    public static void Bytes(ReadOnlySpan<byte> actual, ReadOnlySpan<byte> expected, string what)
    {
        if (!actual.SequenceEqual(expected))
        {
            Equal(Convert.ToHexString(actual), Convert.ToHexString(expected), what);
        }
    }
}
