-- 调档查询: a school asks the nation for a pupil of another province. Two keys, as for any transfer; the asking province writes it.
CREATE TABLE pupil_inquiry
(
    inquiry_id      INTEGER NOT NULL,
    school_id       INTEGER NOT NULL,
    student_number  TEXT NULL,
    document_type   TEXT NULL,
    document_number TEXT NULL,
    name            TEXT NOT NULL,
    asked_by        INTEGER NOT NULL,
    asked_at        TEXT NOT NULL,
    row_version     INTEGER NOT NULL,
    CONSTRAINT PK_pupil_inquiry PRIMARY KEY (inquiry_id)
) STRICT;

-- The nation's answer, once: found, or the keys fit nobody. It never says which of them does not.
CREATE TABLE pupil_inquiry_answer
(
    inquiry_id  INTEGER NOT NULL,
    state       TEXT NOT NULL,
    student_id  INTEGER NULL,
    answered_at TEXT NOT NULL,
    CONSTRAINT PK_pupil_inquiry_answer PRIMARY KEY (inquiry_id)
) STRICT;
