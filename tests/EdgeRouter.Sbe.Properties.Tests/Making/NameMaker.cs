namespace EdgeRouter.Sbe.Properties.Tests.Making;

/// <summary>Names: plain ones, C# keywords, names that generated code uses itself, and names that differ in case only.</summary>
public static class NameMaker
{
    private static readonly string[] Pool =
    [
        "price", "qty", "side", "symbol", "time", "flags", "level", "a", "b", "x_y", "orderId", "Price", "PRICE", "Qty", "B", "_z", "_1", "p", "N1",
        "class", "int", "event", "namespace", "default", "ref", "object", "checked", "params", "base", "this", "null", "true", "string", "void", "record",
        "ToString", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals", "Next", "Count", "Length", "Item", "BlockLength",
        "TemplateId", "SchemaId", "SchemaVersion", "TryWrap", "TryWrapWithHeader", "EncodedLength", "TryMeasure", "Measure", "BodyLength", "ActingVersion",
        "GetEnumerator", "Current", "MoveNext", "Dispose", "SchemaInfo", "Span", "ReadOnlySpan", "BinaryPrimitives", "System", "Enum", "Type", "message",
        "version", "value", "values", "index", "body", "block", "tail", "position", "buffer", "header", "decoder", "encoder", "group", "entry", "Math",
        "priceNullValue", "NullValue", "priceMantissa", "SetPrice", "PutPrice", "BeginPrice", "priceField", "qtyEncoder", "qtyGroup", "qtyEntry", "error",
        "RequiredBlockLength", "Enter", "BlankBlock", "MessageName", "HeaderLength", "IsBigEndian", "Id", "Version", "TryReadHeader", "EdgeRouter", "Sbe",
    ];

    // What ends up in comments of generated code must not end the comment.
    private static readonly string[] RemarkPool =
    [
        "description=\"Plain.\"", "description=\"a &lt; b &amp;&amp; c &gt; d &lt;/summary&gt; */ // {0}\"", "description=\"two&#10;lines\\u000A\"", "description=\"\"",
        "description=\"caf\u00e9 \u20ac\"", "semanticType=\"Price\"", "deprecated=\"3\"", "deprecated=\"0\" description=\"  padded \"",
    ];

    /// <summary>Attributes that change nothing on the wire; most elements have none.</summary>
    public static string Remarks(Choices choices) => choices.Chance(20) ? " " + choices.Pick(RemarkPool) : string.Empty;

    /// <summary>A name that the scope does not have yet, at times the enclosing element's own.</summary>
    public static string Take(Choices choices, HashSet<string> scope, string enclosing = "")
    {
        string name = enclosing.Length > 0 && choices.Chance(8) ? enclosing : choices.Pick(Pool);
        string candidate = name;
        for (int number = 2; !scope.Add(candidate); number++)
        {
            candidate = name + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return candidate;
    }
}
