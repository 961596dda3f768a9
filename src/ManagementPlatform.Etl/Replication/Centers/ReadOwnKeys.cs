using ManagementPlatform.Core.Organization;
using ManagementPlatform.Storage.Replication;

namespace ManagementPlatform.Etl.Replication.Centers;

/// <summary>The public keys of this center, with what makes them follow from each other.</summary>
public sealed class ReadOwnKeys(CenterBooks books, ICurrentCenter center)
{
    public async Task<KeysMessage> HandleAsync(CancellationToken cancel)
    {
        var keys = await books.KeysAsync((await center.GetAsync(cancel)).CenterCode, cancel);
        return new KeysMessage([.. keys.Select(KeyMessage.Of)]);
    }
}
