-- 核重结论: what the nation says to a pupil's number. Written by the nation alone, a row a pupil; it stands while the pupil is who it was given for.
CREATE TABLE number_verdict
(
    student_id       INTEGER NOT NULL,
    state            TEXT NOT NULL,
    number           TEXT NULL,
    problem_type     TEXT NULL,
    other_student_id INTEGER NULL,
    basis            TEXT NOT NULL,
    issued_at        TEXT NOT NULL,
    row_version      INTEGER NOT NULL,
    CONSTRAINT PK_number_verdict PRIMARY KEY (student_id)
) STRICT;
CREATE UNIQUE INDEX UX_number_verdict_number ON number_verdict (number) WHERE number IS NOT NULL;
CREATE INDEX IX_number_verdict_other ON number_verdict (other_student_id);

-- 赋码结果: codes that the nation gave a school, each for one category. Rows are only added.
CREATE TABLE school_code_grant
(
    code       TEXT NOT NULL,
    school_id  INTEGER NOT NULL,
    category   TEXT NOT NULL,
    granted_at TEXT NOT NULL,
    CONSTRAINT PK_school_code_grant PRIMARY KEY (code)
) STRICT, WITHOUT ROWID;
CREATE INDEX IX_school_code_grant_school ON school_code_grant (school_id);

-- Pupils whose number somebody has to look at: at the nation who has arrived and waits for a verdict, in a province who has got one.
CREATE TABLE number_work
(
    work_id    INTEGER NOT NULL,
    student_id INTEGER NOT NULL,
    CONSTRAINT PK_number_work PRIMARY KEY (work_id)
) STRICT;

-- The version of what each province has of its own in tables that all of them share: rules, extra fields. 0 is the nation.
CREATE TABLE province_version
(
    entity      TEXT NOT NULL,
    province_id INTEGER NOT NULL,
    home_center TEXT NOT NULL,
    row_version INTEGER NOT NULL,
    CONSTRAINT PK_province_version PRIMARY KEY (entity, province_id)
) STRICT, WITHOUT ROWID;

-- Those that wait for their code, a few.
CREATE INDEX IX_school_pending ON school (school_id) WHERE status = 'pending';

CREATE INDEX IX_contested_key_student ON contested_key (student_id);
