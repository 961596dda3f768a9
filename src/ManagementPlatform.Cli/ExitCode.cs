namespace ManagementPlatform.Cli;

/// <summary>What the shell is told. Documented in <c>mp --help</c> and the README; scripts may rely on it.</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>The request was refused: bad input, a rule of the registry, something not found.</summary>
    Refused = 1,

    /// <summary>The command line itself is wrong.</summary>
    Usage = 2,

    /// <summary>The database, the disk or the port is not to be had, or the center is not set up.</summary>
    Unavailable = 3,

    /// <summary>Part was done, or the command waits for a confirmation.</summary>
    Partial = 4,

    /// <summary>A fault of the program.</summary>
    Fault = 5,

    /// <summary>Ctrl-C; what was committed before stays, nothing is half written.</summary>
    Cancelled = 130,
}
