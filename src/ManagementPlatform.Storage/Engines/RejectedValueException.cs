using System.Data.Common;

namespace ManagementPlatform.Storage.Engines;

/// <summary>
/// A driver refused a value before the server saw it, by an exception that is none of a database's. Neither its text nor the
/// exception itself is kept: they may repeat the value.
/// </summary>
public sealed class RejectedValueException() : DbException("数据库的列容不下要写入的值。")
{
    /// <summary>Data exception, ISO/IEC 9075.</summary>
    public override string SqlState => "22000";
}
