using ManagementPlatform.Core.Files;

namespace ManagementPlatform.Storage.Files;

internal static class FilesTables
{
    public static readonly Table<StoredFile> File = new("stored_file", "file_hash");

    /// <summary>The files that rows of the pupils <c>@ids</c> refer to.</summary>
    public const string OfPupils =
        """
        file_hash IN (SELECT f.file_hash FROM dbo.student_file AS f WHERE f.student_id IN {ids @ids}
                      UNION SELECT a.file_hash FROM dbo.student_archive_item AS a WHERE a.student_id IN {ids @ids})
        """;

    /// <summary>The proofs of the cases <c>@ids</c>.</summary>
    public const string OfCases = "file_hash IN (SELECT c.proof_hash FROM dbo.case_file AS c WHERE c.case_id IN {ids @ids})";
}
