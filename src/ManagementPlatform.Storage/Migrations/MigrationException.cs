namespace ManagementPlatform.Storage.Migrations;

/// <summary>The schema history of the database and that of the program do not fit together; nothing was changed.</summary>
public sealed class MigrationException(string message) : Exception(message);
