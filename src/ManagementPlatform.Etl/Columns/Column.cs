namespace ManagementPlatform.Etl.Columns;

/// <summary>
/// A column that tables of one kind of thing have: template, import, mapping profiles and result file all go by the same list of
/// them.
/// </summary>
/// <typeparam name="TDraft">What a row becomes, column by column.</typeparam>
/// <param name="Header">The Chinese name; what stands in the template's first row.</param>
/// <param name="Field">The name under which checks speak of it (<c>family[0].phone</c>).</param>
public sealed record Column<TDraft>(string Header, string Field)
{
    /// <summary>A table without the column, or a row with nothing in it, cannot be right.</summary>
    public bool IsRequired { get; init; }

    public string Example { get; init; } = "";

    /// <summary>What may stand in it, for the template's page of notes.</summary>
    public string Note { get; init; } = "";

    /// <summary>
    /// What several columns describe together and a row may be without, such as one family member; null for the rest.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>The code table whose names and codes it takes; null when it takes something else.</summary>
    public string? CodeTable { get; init; }

    public bool IsFlag { get; init; }

    /// <summary>Identity and telephone numbers, names and addresses: the result file may repeat them, messages may not.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>
    /// Puts a text that is not empty into the draft. Returns what is wrong with it, without the column's name; null when nothing
    /// is.
    /// </summary>
    public required ReadCell<TDraft> Read { get; init; }
}

/// <inheritdoc cref="Column{TDraft}.Read"/>
public delegate string? ReadCell<in TDraft>(TDraft draft, string text, CellValues values);
