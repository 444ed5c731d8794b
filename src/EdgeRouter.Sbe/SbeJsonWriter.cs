using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeRouter.Sbe;

/// <summary>
/// Writes a message as one line of JSON: decimals as numbers, enums and sets by name, absent values as null. The generated decoders' <c>ToString</c> and
/// the run-time walker both write through it, so that one message has one rendering.
/// </summary>
public sealed class SbeJsonWriter : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Utf8JsonWriter _json;

    /// <summary>Creates a writer for one message at a time.</summary>
    public SbeJsonWriter()
    {
        _json = new Utf8JsonWriter(_bytes, Options);
    }

    /// <summary>Objects and arrays that are open.</summary>
    public int Depth => _json.CurrentDepth;

    /// <summary>Starts a message.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="templateId">Template id.</param>
    /// <param name="version">The sender's schema version.</param>
    public void StartMessage(string name, int templateId, int version)
    {
        _json.WriteStartObject();
        _json.WriteString("message", name);
        _json.WriteNumber("templateId", templateId);
        _json.WriteNumber("version", version);
    }

    /// <summary>Starts a composite, or with an empty name a group's entry.</summary>
    /// <param name="name">Name in the schema; empty inside an array.</param>
    public void StartObject(string name = "")
    {
        Name(name);
        _json.WriteStartObject();
    }

    /// <summary>Ends a message, composite or entry.</summary>
    public void EndObject() => _json.WriteEndObject();

    /// <summary>Starts a group, or an array's elements.</summary>
    /// <param name="name">Name in the schema.</param>
    public void StartArray(string name)
    {
        Name(name);
        _json.WriteStartArray();
    }

    /// <summary>Ends a group or an array.</summary>
    public void EndArray() => _json.WriteEndArray();

    /// <summary>Writes an absent value.</summary>
    /// <param name="name">Name in the schema; empty inside an array.</param>
    public void Null(string name)
    {
        Name(name);
        _json.WriteNullValue();
    }

    /// <summary>Writes a signed integer.</summary>
    /// <param name="name">Name in the schema; empty inside an array.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isNull">Whether it is absent.</param>
    public void Integer(string name, long value, bool isNull = false)
    {
        Name(name);
        if (isNull)
        {
            _json.WriteNullValue();
            return;
        }

        _json.WriteNumberValue(value);
    }

    /// <summary>Writes an unsigned integer.</summary>
    /// <param name="name">Name in the schema; empty inside an array.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isNull">Whether it is absent.</param>
    public void Unsigned(string name, ulong value, bool isNull = false)
    {
        Name(name);
        if (isNull)
        {
            _json.WriteNullValue();
            return;
        }

        _json.WriteNumberValue(value);
    }

    /// <summary>Writes a binary64; no number and infinities are null, which JSON has no form for.</summary>
    /// <param name="name">Name in the schema; empty inside an array.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isNull">Whether it is absent.</param>
    public void Real(string name, double value, bool isNull = false)
    {
        Name(name);
        if (isNull || !double.IsFinite(value))
        {
            _json.WriteNullValue();
            return;
        }

        _json.WriteNumberValue(value);
    }

    /// <summary>Writes a binary32 with its own shortest digits.</summary>
    /// <param name="name">Name in the schema; empty inside an array.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isNull">Whether it is absent.</param>
    public void Real(string name, float value, bool isNull = false)
    {
        Name(name);
        if (isNull || !float.IsFinite(value))
        {
            _json.WriteNullValue();
            return;
        }

        _json.WriteNumberValue(value);
    }

    /// <summary>Writes text up to its first NUL, without the blanks that pad it.</summary>
    /// <param name="name">Name in the schema; empty inside an array.</param>
    /// <param name="value">UTF-8 (or ASCII) bytes.</param>
    /// <param name="isNull">Whether it is absent.</param>
    public void Text(string name, ReadOnlySpan<byte> value, bool isNull = false)
    {
        Name(name);
        if (isNull)
        {
            _json.WriteNullValue();
            return;
        }

        int end = value.IndexOf((byte)0);
        _json.WriteStringValue(Encoding.UTF8.GetString(end < 0 ? value : value.Slice(0, end)).TrimEnd(' '));
    }

    /// <summary>Writes one character.</summary>
    /// <param name="name">Name in the schema; empty inside an array.</param>
    /// <param name="value">The character.</param>
    /// <param name="isNull">Whether it is absent.</param>
    public void Character(string name, byte value, bool isNull = false) => Text(name, [value], isNull);

    /// <summary>Writes a constant's name or text as it stands in the schema.</summary>
    /// <param name="name">Name in the schema; empty inside an array.</param>
    /// <param name="value">The text.</param>
    public void Constant(string name, string value)
    {
        Name(name);
        _json.WriteStringValue(value);
    }

    /// <summary>Writes bytes as hexadecimal digits.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="value">The bytes.</param>
    public void Hex(string name, ReadOnlySpan<byte> value)
    {
        Name(name);
        _json.WriteStringValue(Convert.ToHexString(value));
    }

    /// <summary>Writes an enum's value: its name, null, or the number that the schema does not know.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="known">Name of the value, or null.</param>
    /// <param name="isNull">Whether it is absent.</param>
    /// <param name="value">Its number; a uint64's bits.</param>
    /// <param name="isUnsigned">Whether the number is unsigned.</param>
    public void Enumerated(string name, string? known, bool isNull, long value, bool isUnsigned)
    {
        Name(name);
        if (known != null)
        {
            _json.WriteStringValue(known);
        }
        else if (isNull)
        {
            _json.WriteNullValue();
        }
        else if (isUnsigned)
        {
            _json.WriteNumberValue(unchecked((ulong)value));
        }
        else
        {
            _json.WriteNumberValue(value);
        }
    }

    /// <summary>Writes a set's bits, lowest first, by name; a bit without a name by its index.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="bits">The bits.</param>
    /// <param name="names">Name of every bit from bit 0 on; null where the schema has none.</param>
    public void Set(string name, ulong bits, string?[] names)
    {
        StartArray(name);
        for (int bit = 0; bit < 64; bit++)
        {
            if ((bits >> bit & 1) != 0)
            {
                string? known = bit < names.Length ? names[bit] : null;
                _json.WriteStringValue(known ?? bit.ToString(CultureInfo.InvariantCulture));
            }
        }

        EndArray();
    }

    /// <summary>Writes a decimal.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="mantissa">Mantissa, or null where it is absent.</param>
    /// <param name="exponent">Power of ten, or null where it is absent.</param>
    public void Decimal(string name, decimal? mantissa, decimal? exponent)
    {
        Name(name);
        if (SbeDecimals.Scale(mantissa, exponent) is not { } value)
        {
            _json.WriteNullValue();
            return;
        }

        _json.WriteNumberValue(value);
    }

    /// <summary>The line, and a fresh start.</summary>
    /// <returns>What was written since the last call.</returns>
    public string Take()
    {
        _json.Flush();
        string line = Encoding.UTF8.GetString(_bytes.WrittenSpan);
        _bytes.ResetWrittenCount();
        _json.Reset();
        return line;
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void Name(string name)
    {
        if (name.Length > 0)
        {
            _json.WritePropertyName(name);
        }
    }
}
