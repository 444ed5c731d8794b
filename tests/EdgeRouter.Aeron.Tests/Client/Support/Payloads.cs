namespace EdgeRouter.Aeron.Tests.Client.Support;

/// <summary>Bytes that tell where they are from.</summary>
internal static class Payloads
{
    public static byte[] Make(int sizeBytes, int seed)
    {
        byte[] bytes = new byte[sizeBytes];
        for (int i = 0; i < sizeBytes; i++)
        {
            bytes[i] = (byte)((seed * 31) + (i * 7) + (i >> 8));
        }

        return bytes;
    }
}
