using ManagementPlatform.Core.Codes;

namespace ManagementPlatform.Core.Students;

/// <summary>What identifies a pupil without a document: 姓名, 性别 and 出生日期 (docs/rules.md §1.7).</summary>
public readonly record struct Likeness(string Name, string SexCode, DateOnly BirthDate);

/// <summary>A form that asks for a record, with what is read out of it once: look-ups and checks both need it.</summary>
public sealed class Candidate
{
    public Candidate(StudentForm form)
    {
        Form = form;
        if (IdentityDocument.TryParse(form.DocumentType, form.DocumentNumber, out var document, out var documentFault))
            Document = document;
        DocumentFault = documentFault;
        if (form.StudentNumber is not null)
        {
            LegacyNumber = StudentNumber.TryParse(form.StudentNumber, out var number, out var numberFault) ? number : null;
            NumberFault = numberFault;
        }

        if (form is { Name: { } name, SexCode: { } sex, BirthDate: { } birth })
            Likeness = new Likeness(name, sex, birth);
    }

    public StudentForm Form { get; }

    /// <summary>Null when <see cref="DocumentFault"/> says what is wrong with it.</summary>
    public IdentityDocument? Document { get; }

    public DocumentFault DocumentFault { get; }

    /// <summary>The document has a number: the pupil is known by it, and by nothing else.</summary>
    public bool IsDocumented => Document is { Number.Length: > 0 };

    /// <summary>A well-formed number that the pupil brings along; null when there is none or it is wrong.</summary>
    public StudentNumber? LegacyNumber { get; }

    public StudentNumberFault NumberFault { get; }

    /// <summary>Null while one of the three is missing.</summary>
    public Likeness? Likeness { get; }
}
