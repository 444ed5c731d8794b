namespace EdgeRouter.Aeron.Driver.Udp.Sending;

/// <content>Who listens, and how far publishers may write.</content>
internal sealed unsafe partial class SendStream
{
    private void UpdateConnected()
    {
        bool isConnected = IsActive && IsConnected;
        if (_log.IsConnected != isConnected)
        {
            _log.IsConnected = isConnected;
        }
    }

    private void UpdatePublisherLimit()
    {
        if (!IsActive)
        {
            return;
        }

        long sender = _spec.SenderPosition.Plain;
        long limit = _spec.PublisherLimit.Plain;
        if (IsConnected)
        {
            long slowest = sender;
            SubscriberCells spies = Spies;
            if (spies.Count > 0)
            {
                spies.Range(_cleaner.Position, _log.ProducerPosition, out long slowestSpy, out long fastestSpy);
                slowest = Math.Min(sender, slowestSpy);
                _spyPosition = Math.Max(_spyPosition, fastestSpy);
            }

            long proposed = slowest + _spec.WindowBytes;
            if (proposed > limit)
            {
                _cleaner.CleanTo(slowest - _log.TermBytes);
                _spec.PublisherLimit.Set(proposed);
            }
        }
        else if (limit > sender)
        {
            _spec.PublisherLimit.Set(sender);
        }
    }
}
