using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace EdgeRouter.Dpdk.Native;

/// <summary>Keeps the last lines that EAL and the drivers logged, so that an error can say what they said.</summary>
internal static unsafe class DpdkLog
{
    private const int MaxLines = 256;
    private const int MaxLineChars = 1024;
    private static readonly Lock Gate = new();
    private static readonly Queue<string> Lines = new();
    private static readonly StringBuilder Partial = new();
    private static long _lineCount;

    /// <summary>Lines taken since the process started.</summary>
    public static long LineCount
    {
        get
        {
            lock (Gate)
            {
                return _lineCount;
            }
        }
    }

    /// <summary>The address that the shim calls.</summary>
    public static delegate* unmanaged[Cdecl]<byte*, nuint, void> Callback => &OnText;

    /// <summary>The last lines, oldest first, at most 256.</summary>
    public static string[] Snapshot()
    {
        lock (Gate)
        {
            return [.. Lines];
        }
    }

    /// <summary>What was logged after a moment, in one line: <c>": text; text"</c>, the last three lines at most; empty for nothing.</summary>
    /// <param name="mark"><see cref="LineCount"/> at that moment.</param>
    public static string Since(long mark)
    {
        lock (Gate)
        {
            int count = (int)Math.Min(3, Math.Min(_lineCount - mark, Lines.Count));
            return count <= 0 ? string.Empty : ": " + string.Join("; ", Lines.Skip(Lines.Count - count));
        }
    }

    /// <summary>Adds text: whole lines are kept, the rest waits for its end.</summary>
    /// <param name="text">Any part of the log.</param>
    internal static void Append(ReadOnlySpan<char> text)
    {
        lock (Gate)
        {
            foreach (char c in text)
            {
                if (c == '\n')
                {
                    EndLine();
                }
                else if (Partial.Length < MaxLineChars)
                {
                    Partial.Append(c);
                }
            }
        }
    }

    private static void EndLine()
    {
        string line = Partial.ToString().Trim();
        Partial.Clear();
        if (line.Length == 0)
        {
            return;
        }

        if (Lines.Count == MaxLines)
        {
            Lines.Dequeue();
        }

        Lines.Enqueue(line);
        _lineCount++;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnText(byte* text, nuint lengthBytes) =>
        Append(Encoding.UTF8.GetString(text, (int)Math.Min(lengthBytes, 64 * 1024)));
}
