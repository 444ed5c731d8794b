using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>Writes a JSON model as XGBoost would write it in UBJSON: typed arrays, big-endian, lengths as int64. "NaN" in an array means NaN.</summary>
internal static class UbjWriter
{
    private static readonly string[] Floats = ["split_conditions", "leaf_weights", "base_weights", "weight_drop", "weights"];

    public static byte[] FromJson(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        var bytes = new List<byte>();
        Write(bytes, document.RootElement, string.Empty);
        return bytes.ToArray();
    }

    private static void Write(List<byte> to, JsonElement value, string name)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                to.Add((byte)'{');
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    WriteText(to, member.Name);
                    Write(to, member.Value, member.Name);
                }

                to.Add((byte)'}');
                break;
            case JsonValueKind.Array:
                WriteArray(to, value, name);
                break;
            case JsonValueKind.String:
                to.Add((byte)'S');
                WriteText(to, value.GetString()!);
                break;
            case JsonValueKind.Number:
                to.Add((byte)'L');
                WriteInt64(to, value.GetInt64());
                break;
            default:
                to.Add((byte)(value.ValueKind == JsonValueKind.Null ? 'Z' : value.GetBoolean() ? 'T' : 'F'));
                break;
        }
    }

    private static void WriteArray(List<byte> to, JsonElement array, string name)
    {
        char type = Floats.Contains(name) ? 'd' : name switch
        {
            "categories_segments" or "categories_sizes" => 'L',
            "default_left" or "split_type" => 'U',
            "left_children" or "right_children" or "split_indices" or "categories" or "categories_nodes" or "tree_info" => 'l',
            _ => '\0',
        };
        to.Add((byte)'[');
        to.AddRange(type == '\0' ? [] : [(byte)'$', (byte)type]);
        to.AddRange("#L"u8);
        WriteInt64(to, array.GetArrayLength());
        foreach (JsonElement item in array.EnumerateArray())
        {
            if (type == '\0')
            {
                Write(to, item, name);
            }
            else
            {
                WriteItem(to, item, type);
            }
        }
    }

    private static void WriteItem(List<byte> to, JsonElement item, char type)
    {
        var bytes = new byte[sizeof(long)];
        switch (type)
        {
            case 'd':
                float value = item.ValueKind == JsonValueKind.String ? float.NaN : float.Parse(item.GetRawText(), CultureInfo.InvariantCulture);
                BinaryPrimitives.WriteSingleBigEndian(bytes, value);
                to.AddRange(bytes[..sizeof(float)]);
                break;
            case 'l':
                BinaryPrimitives.WriteInt32BigEndian(bytes, item.GetInt32());
                to.AddRange(bytes[..sizeof(int)]);
                break;
            case 'U':
                to.Add(item.GetByte());
                break;
            default:
                WriteInt64(to, item.GetInt64());
                break;
        }
    }

    private static void WriteText(List<byte> to, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        to.Add((byte)'L');
        WriteInt64(to, utf8.Length);
        to.AddRange(utf8);
    }

    private static void WriteInt64(List<byte> to, long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        to.AddRange(bytes);
    }
}
