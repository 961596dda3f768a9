using System.Xml.Linq;
using ManagementPlatform.Storage.Access;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ManagementPlatform.Center.Api.Access;

/// <summary>ASP.NET Core's key ring over the table; its interface is synchronous and called once in a day.</summary>
internal sealed class KeyRing(DataProtectionKeys keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. keys.ReadAsync(CancellationToken.None).GetAwaiter().GetResult().Select(text => XElement.Parse(text))];

    public void StoreElement(XElement element, string friendlyName) =>
        keys.AddAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None).GetAwaiter().GetResult();
}
