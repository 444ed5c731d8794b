namespace EdgeRouter.Ingest.Tests.Support;

internal static class Frames
{
    /// <summary>Bytes that tell their frame and place.</summary>
    public static byte[] Pattern(int lengthBytes, int seed)
    {
        byte[] bytes = new byte[lengthBytes];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((seed * 31) + (i * 7) + (i >> 8));
        }

        return bytes;
    }
}
