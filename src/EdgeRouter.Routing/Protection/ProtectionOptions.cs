using EdgeRouter.Core.Errors;

namespace EdgeRouter.Routing.Protection;

/// <summary>Order protection of a router. Validate once, then share.</summary>
public sealed record ProtectionOptions
{
    /// <summary>Which rule holds; on where nothing is said.</summary>
    public ProtectionMode Mode { get; init; } = ProtectionMode.On;

    /// <summary>Whether a halt at one protected venue halts the instrument everywhere: a regulatory halt binds all venues, and their feeds do not tell of it
    /// at the same instant.</summary>
    public bool HaltsEverywhere { get; init; } = true;

    /// <summary>Checks every value.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER1141: a value is out of range; the message names the key.</exception>
    public ProtectionOptions Validate() => Mode <= ProtectionMode.Off
        ? this
        : throw EdgeRouterException.Usage("ER1141", $"protection option {nameof(Mode)} is {(int)Mode}: take {string.Join(", ", Enum.GetNames<ProtectionMode>())}");
}
