using System.Globalization;
using ManagementPlatform.Core;
using ManagementPlatform.Core.Organization;
using ManagementPlatform.Core.Reference;

namespace ManagementPlatform.Etl.Imports;

/// <summary>The share of a school's people, 0 to 1, that a file may change without being confirmed.</summary>
public sealed class ChangeLimit(IReferenceData reference, ICurrentCenter center, TimeProvider time)
{
    public async Task<double> GetAsync(CancellationToken cancel)
    {
        var text = (await reference.GetAsync(cancel)).Rules.Text(
            (await center.GetAsync(cancel)).RegionCode, RuleNames.ImportChangeShareLimit, BeijingTime.Today(time));
        return double.Parse(text, CultureInfo.InvariantCulture);
    }
}
