namespace EdgeRouter.Sbe.Generator.Emit;

/// <summary>Emits the method that renders a decoder by itself.</summary>
internal static class JsonMethodEmitter
{
    public static void EmitToString(CodeWriter writer, string start)
    {
        writer.Summary("Renders what was wrapped as one line of JSON; allocates");
        writer.Open("public override string ToString()");
        writer.Line("using global::EdgeRouter.Sbe.SbeJsonWriter json = new();");
        writer.Line(start);
        writer.Line("WriteTo(json);");
        writer.Line("json.EndObject();");
        writer.Line("return json.Take();");
        writer.Close();
        writer.Line();
    }
}
