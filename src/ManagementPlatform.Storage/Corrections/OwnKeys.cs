namespace ManagementPlatform.Storage.Corrections;

/// <summary>
/// Which numbers and documents can lead to the pupils <c>@ids</c>: their own and those of whoever was merged into them. The
/// registers are keyed by value, and a look-up by pupil alone would read them from end to end.
/// </summary>
internal static class OwnKeys
{
    public const string Numbers =
        """
        number IN (SELECT h.number FROM dbo.student_number_history AS h WHERE h.student_id IN {ids @ids}
                   UNION SELECT h.number FROM dbo.student_number_history AS h JOIN dbo.student_merge AS m ON m.student_id = h.student_id
                       WHERE m.survivor_id IN {ids @ids})
        """;

    public const string Documents =
        """
        document_number IN (SELECT p.document_number FROM dbo.student AS p WHERE p.student_id IN {ids @ids}
                            UNION SELECT p.document_number FROM dbo.student AS p JOIN dbo.student_merge AS m ON m.student_id = p.student_id
                                WHERE m.survivor_id IN {ids @ids})
        """;
}
