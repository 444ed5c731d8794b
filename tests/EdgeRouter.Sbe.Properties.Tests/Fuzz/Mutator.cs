namespace EdgeRouter.Sbe.Properties.Tests.Fuzz;

/// <summary>Damages messages: flips bits, cuts, extends, splices, and puts extreme numbers where lengths and counts may stand.</summary>
public static class Mutator
{
    private static readonly ulong[] Extremes = [0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF, ulong.MaxValue];

    /// <summary>Makes a damaged copy.</summary>
    /// <param name="dice">Chance.</param>
    /// <param name="message">A sound message.</param>
    /// <param name="other">Another one, for splices.</param>
    /// <param name="target">Takes the copy.</param>
    /// <returns>Length of the copy.</returns>
    public static int Mutate(ref Dice dice, ReadOnlySpan<byte> message, ReadOnlySpan<byte> other, Span<byte> target)
    {
        int length = Math.Min(message.Length, target.Length);
        message.Slice(0, length).CopyTo(target);
        for (int rounds = 1 + dice.Next(3); rounds > 0 && length > 0; rounds--)
        {
            switch (dice.Next(8))
            {
                case 0 or 1:
                    target[dice.Next(length)] ^= (byte)(1 << dice.Next(8));
                    break;
                case 2:
                    length = dice.Next(length + 1);
                    break;
                case 3:
                    length = Extend(ref dice, target, length);
                    break;
                case 4:
                    length = Splice(ref dice, other, target, length);
                    break;
                default:
                    PutExtreme(ref dice, target.Slice(0, length));
                    break;
            }
        }

        return length;
    }

    private static int Extend(ref Dice dice, Span<byte> target, int length)
    {
        int longer = Math.Min(target.Length, length + 1 + dice.Next(40));
        for (int index = length; index < longer; index++)
        {
            target[index] = (byte)dice.Next();
        }

        return longer;
    }

    private static int Splice(ref Dice dice, ReadOnlySpan<byte> other, Span<byte> target, int length)
    {
        int from = dice.Next(other.Length + 1);
        int at = dice.Next(length + 1);
        int count = Math.Min(dice.Next(other.Length - from + 1), target.Length - at);
        other.Slice(from, count).CopyTo(target.Slice(at));
        return Math.Max(length, at + count);
    }

    // A number of 1, 2, 4 or 8 bytes in either byte order, or one near what stands there.
    private static void PutExtreme(ref Dice dice, Span<byte> target)
    {
        int size = 1 << dice.Next(4);
        int at = dice.Next(3) == 0 ? dice.Next(Math.Min(target.Length, 12)) : dice.Next(target.Length);
        if (dice.Next(4) == 0)
        {
            target[at] += (byte)(dice.Next(2) == 0 ? 1 : -1);
            return;
        }

        ulong number = Extremes[dice.Next(Extremes.Length)];
        bool isBigEndian = dice.Next(2) == 0;
        for (int index = 0; index < size && at + index < target.Length; index++)
        {
            target[at + index] = (byte)(number >> (8 * (isBigEndian ? size - 1 - index : index)));
        }
    }
}
