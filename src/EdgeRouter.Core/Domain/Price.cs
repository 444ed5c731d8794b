using System.Globalization;
using System.Numerics;

namespace EdgeRouter.Core.Domain;

/// <summary>A price: a signed 64-bit count of 1e-9 units of the instrument's currency (DESIGN §3).</summary>
/// <param name="Nanos">Price × 1e9. Futures spreads may be negative.</param>
public readonly record struct Price(long Nanos) : IComparable<Price>,
    IComparisonOperators<Price, Price, bool>, IAdditionOperators<Price, Price, Price>, ISubtractionOperators<Price, Price, Price>
{
    /// <summary>Nanos in one unit of currency.</summary>
    public const long NanosPerUnit = 1_000_000_000;

    /// <summary>Zero.</summary>
    public static Price Zero => default;

    /// <summary>The lowest representable price: the best bid of an empty book in comparisons.</summary>
    public static Price MinValue => new(long.MinValue);

    /// <summary>The highest representable price: the best offer of an empty book in comparisons.</summary>
    public static Price MaxValue => new(long.MaxValue);

    /// <summary>A price from a decimal amount of currency; exact to nine places.</summary>
    /// <param name="amount">Currency units.</param>
    /// <exception cref="OverflowException">The amount is outside ±9.2e9 units.</exception>
    public static Price FromDecimal(decimal amount) => new(checked((long)decimal.Round(amount * NanosPerUnit)));

    /// <summary>The price in currency units as a double; for features and display, never for money.</summary>
    public double ToDouble() => Nanos / 1e9;

    /// <summary>The exact price in currency units.</summary>
    public decimal ToDecimal() => (decimal)Nanos / NanosPerUnit;

    /// <inheritdoc/>
    public int CompareTo(Price other) => Nanos.CompareTo(other.Nanos);

    /// <inheritdoc/>
    public override string ToString() => ToDecimal().ToString("0.#########", CultureInfo.InvariantCulture);

    /// <summary>Sum.</summary>
    public static Price operator +(Price left, Price right) => new(left.Nanos + right.Nanos);

    /// <summary>Difference.</summary>
    public static Price operator -(Price left, Price right) => new(left.Nanos - right.Nanos);

    /// <summary>Whether left is above right.</summary>
    public static bool operator >(Price left, Price right) => left.Nanos > right.Nanos;

    /// <summary>Whether left is below right.</summary>
    public static bool operator <(Price left, Price right) => left.Nanos < right.Nanos;

    /// <summary>Whether left is at or above right.</summary>
    public static bool operator >=(Price left, Price right) => left.Nanos >= right.Nanos;

    /// <summary>Whether left is at or below right.</summary>
    public static bool operator <=(Price left, Price right) => left.Nanos <= right.Nanos;
}
