using System.Globalization;
using System.Text.Json;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Tools.Decode.Output;

/// <summary>Messages as a person reads them: a line a packet, under it each message with its fields, groups as tables. Errors stand where they
/// happen.</summary>
public sealed class TextOutput : IDecodeOutput
{
    private const int MessageIndent = 2;
    private const int FieldIndent = 4;

    // Errors before the first message: with a wrong framing nothing else comes, and nobody reads a million of them.
    private const int EarlyShownMax = 10;
    private const int EarlyHeldMax = 10_000;

    // message, templateId and version come before the fields.
    private const int HeadProperties = 3;

    // As deep as the renderer goes: groups may nest.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000 };

    private readonly Action<string> _write;
    private readonly TextStyle _style;
    private readonly TextMessage _message;
    private readonly Queue<string> _held = new();
    private DecodedPacket? _last;
    private long _shownCount;
    private bool _isHopeful;

    /// <summary>Creates the output.</summary>
    /// <param name="write">Takes each line.</param>
    /// <param name="hasColor">Whether the lines go to a terminal that shows colors.</param>
    public TextOutput(Action<string> write, bool hasColor = false)
    {
        _write = write;
        _style = new TextStyle(hasColor);
        _message = new TextMessage(_style, write);
    }

    /// <inheritdoc/>
    public void OnMessage(in DecodedPacket packet, SbeWalker walker, ReadOnlySpan<byte> message, DecodeError? error)
    {
        ShowHeld();
        if (packet != _last)
        {
            _last = packet;
            WritePacket(packet);
        }

        using JsonDocument document = JsonDocument.Parse(SbeJson.Render(walker, message, out SbeWalkResult result), Deep);
        SbeMessage? known = result.SchemaId == walker.Schema.Id ? walker.Schema.FindMessage(result.TemplateId) : null;
        if (result.Status == SbeWalkStatus.ShortHeader || known == null)
        {
            WriteUnknown(message);
        }
        else
        {
            string name = _style.Strong(known.Name);
            string facts = _style.Faint(string.Create(CultureInfo.InvariantCulture, $"template {result.TemplateId} version {result.Version}"));
            _write($"{new string(' ', MessageIndent)}{name}  {facts}");
            _message.Write(known, document.RootElement, FieldIndent, HeadProperties);
        }

        if (error != null)
        {
            OnError(error);
        }
    }

    /// <inheritdoc/>
    public void OnError(DecodeError error)
    {
        string line = _style.Wrong($"{new string(' ', MessageIndent)}! {error}");
        if (_isHopeful || _shownCount < EarlyShownMax)
        {
            _shownCount++;
            _write(line);
        }
        else if (_held.Count < EarlyHeldMax)
        {
            _held.Enqueue(line);
        }
    }

    /// <summary>A message came: the errors before it are worth their lines after all.</summary>
    private void ShowHeld()
    {
        _isHopeful = true;
        while (_held.TryDequeue(out string? line))
        {
            _write(line);
        }
    }

    private void WritePacket(in DecodedPacket packet)
    {
        string sequence = packet.Sequence is { } number ? string.Create(CultureInfo.InvariantCulture, $"  sequence {number}") : string.Empty;
        string sent = packet.SendingTimeNs > 0 ? $"  sent {UtcText.OfDay(packet.SendingTimeNs, packet.TimeNs)}" : string.Empty;
        string tcp = packet.IsTcp ? "  tcp" : string.Empty;
        _write(string.Create(CultureInfo.InvariantCulture, $"frame {packet.Frame}  {UtcText.Of(packet.TimeNs)}  {packet.Source} → {packet.Destination}{tcp}{sequence}{sent}"));
    }

    private void WriteUnknown(ReadOnlySpan<byte> message) =>
        _write(string.Create(CultureInfo.InvariantCulture, $"{new string(' ', MessageIndent)}{_style.Strong("unknown message")}  {message.Length} bytes"));
}
