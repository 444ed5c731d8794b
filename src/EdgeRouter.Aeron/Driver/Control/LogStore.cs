using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Os;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>Makes and removes files of log buffers, after a look at the room on their device.</summary>
/// <param name="directory">The driver's directory.</param>
/// <param name="options">Says how.</param>
/// <param name="counters">Bytes mapped, and files that could not be removed.</param>
/// <param name="errors">Takes warnings.</param>
internal sealed class LogStore(string directory, MediaDriverOptions options, DriverCounters counters, DriverErrors errors)
{
    private readonly DriveInfo _device = new(directory);
    private readonly List<LogBuffer> _sparse = [];

    /// <summary>Makes a log buffer.</summary>
    /// <param name="parameters">What it is to be; its correlation id is its name.</param>
    /// <exception cref="CommandRefusedException">There is no room, or the file cannot be made.</exception>
    public LogBuffer Create(LogParameters parameters)
    {
        RequireRoom(LogLayout.FileBytes(parameters.TermBytes, parameters.PageBytes));
        string path = parameters.Kind == LogKind.Image
            ? AeronDirectory.ImageLog(directory, parameters.CorrelationId)
            : AeronDirectory.PublicationLog(directory, parameters.CorrelationId);
        try
        {
            LogBuffer log = LogBuffer.Create(path, parameters, AllocationOf(parameters));
            if (parameters.IsSparse)
            {
                _sparse.Add(log);
            }

            counters.System(SystemCounter.BytesMapped).Add(log.File.SizeBytes);
            return log;
        }
        catch (EdgeRouterException e)
        {
            throw new CommandRefusedException(e.Id == "ER2201" ? DriverErrorCode.StorageSpace : DriverErrorCode.Generic, e.Message);
        }
    }

    /// <summary>Lets go of a log buffer and removes its file. Who else maps it keeps it.</summary>
    /// <param name="log">As made here.</param>
    public void Delete(LogBuffer log)
    {
        string path = log.File.Path;
        _ = _sparse.Remove(log);
        counters.System(SystemCounter.BytesMapped).Add(-log.File.SizeBytes);
        log.File.Release();
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            counters.Count(SystemCounter.FreeFails);
            errors.Record($"cannot remove {path}: {e.Message}");
        }
    }

    private FileAllocation AllocationOf(LogParameters parameters) =>
        parameters.IsSparse ? FileAllocation.Sparse
        : options.FileAllocation == FileAllocation.Sparse ? FileAllocation.Reserved
        : options.FileAllocation;

    /// <summary>What is free, less what sparse logs will still take as they are written.</summary>
    private long FreeBytes()
    {
        try
        {
            return _device.AvailableFreeSpace - _sparse.Sum(static log => Math.Max(0, log.File.SizeBytes - FileBlocks.HeldBytes(log.File.Path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusedException(DriverErrorCode.Generic, $"cannot look for room in {directory}: {e.Message}");
        }
    }

    private void RequireRoom(long bytes)
    {
        long freeBytes = FreeBytes();
        if (freeBytes < bytes)
        {
            throw new CommandRefusedException(
                DriverErrorCode.StorageSpace, $"no room for a log of {bytes} bytes: {freeBytes} are free in {directory}; free some, or use shorter terms");
        }

        if (freeBytes - bytes < options.StorageLowBytes)
        {
            errors.Record($"room is running low: below {options.StorageLowBytes} bytes are free in {directory}");
        }
    }
}
