using System.Globalization;

namespace EdgeRouter.Sbe.Schema;

/// <summary>A number in a schema: an integer of up to 64 bits, signed or not, or an IEEE double.</summary>
public readonly struct SbeNumber : IEquatable<SbeNumber>
{
    private SbeNumber(decimal integer, double real, bool isReal)
    {
        Integer = integer;
        Real = real;
        IsReal = isReal;
    }

    /// <summary>The integer, exact.</summary>
    public decimal Integer { get; }

    /// <summary>The real number.</summary>
    public double Real { get; }

    /// <summary>Whether <see cref="Real"/> holds the value.</summary>
    public bool IsReal { get; }

    /// <summary>An integer.</summary>
    /// <param name="value">Its value.</param>
    public static SbeNumber FromInteger(decimal value) => new(value, 0, false);

    /// <summary>A real number.</summary>
    /// <param name="value">Its value.</param>
    public static SbeNumber FromReal(double value) => new(0, value, true);

    /// <summary>The low 64 bits of the integer, two's complement.</summary>
    public ulong Bits => Integer < 0 ? unchecked((ulong)(long)Integer) : (ulong)Integer;

    /// <inheritdoc/>
    public bool Equals(SbeNumber other) => Integer == other.Integer && Real.Equals(other.Real) && IsReal == other.IsReal;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SbeNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Integer.GetHashCode() ^ Real.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() =>
        IsReal ? Real.ToString("R", CultureInfo.InvariantCulture) : Integer.ToString(CultureInfo.InvariantCulture);
}
