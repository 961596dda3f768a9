namespace ManagementPlatform.Storage.Engines;

/// <summary>The three database engines a center can stand on.</summary>
public enum Engine
{
    Sqlite,
    SqlServer,
    PostgreSql,
}
