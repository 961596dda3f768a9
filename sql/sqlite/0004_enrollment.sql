CREATE TABLE enrollment
(
    student_id    INTEGER NOT NULL,
    enrollment_id INTEGER NOT NULL,
    school_id     INTEGER NOT NULL,
    class_id      INTEGER NOT NULL,
    stage         INTEGER NOT NULL,
    status_code   TEXT NOT NULL,
    started_on    TEXT NOT NULL,
    start_kind    TEXT NOT NULL,
    ended_on      TEXT NULL,
    end_kind      TEXT NULL,
    registered_by INTEGER NOT NULL,
    registered_at TEXT NOT NULL,
    CONSTRAINT PK_enrollment PRIMARY KEY (student_id, enrollment_id),
    CONSTRAINT FK_enrollment_student FOREIGN KEY (student_id) REFERENCES student (student_id),
    CONSTRAINT FK_enrollment_school FOREIGN KEY (school_id) REFERENCES school (school_id),
    CONSTRAINT FK_enrollment_class FOREIGN KEY (class_id) REFERENCES school_class (class_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE enrollment_change
(
    student_id       INTEGER NOT NULL,
    change_id        INTEGER NOT NULL,
    enrollment_id    INTEGER NOT NULL,
    school_id        INTEGER NOT NULL,
    kind             TEXT NOT NULL,
    state            TEXT NOT NULL,
    step_number      INTEGER NOT NULL,
    reason_code      TEXT NULL,
    explanation      TEXT NULL,
    effective_on     TEXT NOT NULL,
    until_on         TEXT NULL,
    document_number  TEXT NULL,
    from_status_code TEXT NOT NULL,
    to_status_code   TEXT NOT NULL,
    from_class_id    INTEGER NOT NULL,
    to_class_id      INTEGER NULL,
    from_grade       TEXT NOT NULL,
    to_grade         TEXT NULL,
    proof_hash       TEXT NULL,
    submitted_by     INTEGER NOT NULL,
    submitted_at     TEXT NOT NULL,
    decided_at       TEXT NULL,
    days_late        INTEGER NULL,
    row_version      INTEGER NOT NULL,
    CONSTRAINT PK_enrollment_change PRIMARY KEY (student_id, change_id),
    CONSTRAINT FK_enrollment_change_student FOREIGN KEY (student_id) REFERENCES student (student_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IX_enrollment_change_school ON enrollment_change (school_id, state, student_id);

CREATE TABLE enrollment_change_step
(
    student_id      INTEGER NOT NULL,
    change_id       INTEGER NOT NULL,
    step_number     INTEGER NOT NULL,
    role            TEXT NOT NULL,
    organization_id INTEGER NOT NULL,
    decision        TEXT NULL,
    opinion         TEXT NULL,
    decided_by      INTEGER NULL,
    decided_at      TEXT NULL,
    CONSTRAINT PK_enrollment_change_step PRIMARY KEY (student_id, change_id, step_number),
    CONSTRAINT FK_enrollment_change_step_student_change FOREIGN KEY (student_id, change_id) REFERENCES enrollment_change (student_id, change_id)
) STRICT, WITHOUT ROWID;
