-- 处分: what was decided against a pupil, and when it was lifted. A row stays for ever.
CREATE TABLE student_discipline
(
    student_id      INTEGER NOT NULL,
    discipline_id   INTEGER NOT NULL,
    kind_code       TEXT NOT NULL,
    decided_on      TEXT NOT NULL,
    reason          TEXT NOT NULL,
    document_number TEXT NULL,
    recorded_by     INTEGER NOT NULL,
    recorded_at     TEXT NOT NULL,
    lifted_on       TEXT NULL,
    lift_reason     TEXT NULL,
    lifted_by       INTEGER NULL,
    CONSTRAINT PK_student_discipline PRIMARY KEY (student_id, discipline_id),
    CONSTRAINT FK_student_discipline_student FOREIGN KEY (student_id) REFERENCES student (student_id)
) STRICT, WITHOUT ROWID;
