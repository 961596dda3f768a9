namespace ManagementPlatform.Core.Codes;

/// <summary>The four levels of divisions that education authorities follow; schools make the fifth tier.</summary>
public enum RegionLevel
{
    Nation = 1,
    Province = 2,
    City = 3,
    County = 4,
}
