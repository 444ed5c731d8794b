namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>
/// Decisions read off a list of numbers that FsCheck makes and shrinks: the list is the test case. Where it ends every decision is the simplest
/// one (0), so that a shorter list, or one with zeros, gives a simpler schema and message.
/// </summary>
public sealed class Choices(int[] numbers)
{
    private int _position;

    /// <summary>A number from 0 to below the limit.</summary>
    public int Next(int limit) => limit <= 1 ? 0 : Draw() % limit;

    /// <summary>True that many times of a hundred; false where the list has ended.</summary>
    public bool Chance(int percent) => Next(100) >= 100 - percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>64 bits.</summary>
    public ulong Bits() => unchecked(((ulong)(uint)Draw() << 42) ^ ((ulong)(uint)Draw() << 21) ^ (uint)Draw());

    private int Draw() => _position < numbers.Length ? numbers[_position++] : 0;
}
