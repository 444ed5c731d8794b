namespace EdgeRouter.Sbe.Properties.Tests.Reference;

/// <summary>A JSON value as it should come out, computed from the message's values and never from its bytes.</summary>
public abstract record Expected
{
    public sealed record Null : Expected;

    public sealed record Text(string Value) : Expected;

    public sealed record Number(decimal Value) : Expected;

    public sealed record Real(double Value, bool IsFloat) : Expected;

    public sealed record List(IReadOnlyList<Expected> Items) : Expected;

    public sealed record Object(IReadOnlyList<KeyValuePair<string, Expected>> Members) : Expected;
}
