-- A business that several parties decide (办件). Rows of one writer each: the file is written by the side that submitted it, a decision by
-- whoever decides; the state is computed from them.
CREATE TABLE case_file
(
    student_id         INTEGER NOT NULL,
    case_id            INTEGER NOT NULL,
    kind               TEXT NOT NULL,
    organization_id    INTEGER NOT NULL,
    from_school_id     INTEGER NOT NULL,
    to_school_id       INTEGER NULL,
    other_student_id   INTEGER NULL,
    reason_code        TEXT NULL,
    explanation        TEXT NULL,
    proof_hash         TEXT NULL,
    content            TEXT NOT NULL,
    round              INTEGER NOT NULL,
    progress_code_hash TEXT NOT NULL,
    submitted_by       INTEGER NOT NULL,
    submitted_at       TEXT NOT NULL,
    withdrawn_by       INTEGER NULL,
    withdrawn_at       TEXT NULL,
    row_version        INTEGER NOT NULL,
    CONSTRAINT PK_case_file PRIMARY KEY (student_id, case_id),
    CONSTRAINT FK_case_file_student FOREIGN KEY (student_id) REFERENCES student (student_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IX_case_file_case ON case_file (case_id);
CREATE INDEX IX_case_file_from_school ON case_file (from_school_id, case_id);
CREATE INDEX IX_case_file_to_school ON case_file (to_school_id, case_id);

CREATE TABLE case_step
(
    student_id   INTEGER NOT NULL,
    case_id      INTEGER NOT NULL,
    step_number  INTEGER NOT NULL,
    node         TEXT NOT NULL,
    working_days INTEGER NOT NULL,
    CONSTRAINT PK_case_step PRIMARY KEY (student_id, case_id, step_number),
    CONSTRAINT FK_case_step_student_case FOREIGN KEY (student_id, case_id) REFERENCES case_file (student_id, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_decision
(
    student_id      INTEGER NOT NULL,
    case_id         INTEGER NOT NULL,
    step_number     INTEGER NOT NULL,
    round           INTEGER NOT NULL,
    verdict         TEXT NOT NULL,
    opinion         TEXT NULL,
    choice          TEXT NULL,
    document_number TEXT NULL,
    organization_id INTEGER NOT NULL,
    center          TEXT NOT NULL,
    decided_by      INTEGER NOT NULL,
    decided_at      TEXT NOT NULL,
    CONSTRAINT PK_case_decision PRIMARY KEY (student_id, case_id, step_number, round),
    CONSTRAINT FK_case_decision_student_case FOREIGN KEY (student_id, case_id) REFERENCES case_file (student_id, case_id)
) STRICT, WITHOUT ROWID;

-- What happened to a case beside decisions: reminders, escalations, failed checks. Once a step, round and kind.
CREATE TABLE case_event
(
    student_id      INTEGER NOT NULL,
    case_id         INTEGER NOT NULL,
    step_number     INTEGER NOT NULL,
    round           INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    organization_id INTEGER NOT NULL,
    center          TEXT NOT NULL,
    happened_at     TEXT NOT NULL,
    detail          TEXT NULL,
    CONSTRAINT PK_case_event PRIMARY KEY (student_id, case_id, step_number, round, kind)
) STRICT, WITHOUT ROWID;

-- 在办业务: where each running business waits, and the freeze of its pupil. A view of the rows above that each center keeps for itself;
-- center: the one that holds the step, when it is another.
-- The second pupil of a joint case is frozen by a row without holder and deadline, which are the first one's.
CREATE TABLE open_case
(
    student_id      INTEGER NOT NULL,
    case_id         INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    holds           TEXT NOT NULL,
    step_number     INTEGER NOT NULL,
    round           INTEGER NOT NULL,
    node            TEXT NOT NULL,
    organization_id INTEGER NULL,
    center          TEXT NULL,
    escalated_to    INTEGER NULL,
    waiting_since   TEXT NOT NULL,
    waiting_on      TEXT NULL,
    working_days    INTEGER NOT NULL,
    due_on          TEXT NULL,
    reminded        INTEGER NOT NULL,
    escalations     INTEGER NOT NULL,
    CONSTRAINT PK_open_case PRIMARY KEY (student_id, case_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX UX_open_case_pupil ON open_case (student_id) WHERE holds = 'pupil';
CREATE UNIQUE INDEX UX_open_case_transfer ON open_case (student_id) WHERE kind = 'transfer';
CREATE INDEX IX_open_case_inbox ON open_case (organization_id, due_on, case_id);
CREATE INDEX IX_open_case_escalated ON open_case (escalated_to, due_on, case_id);
CREATE INDEX IX_open_case_waiting ON open_case (waiting_on);

-- 电子档案备份: the pupil as he was when he left; the sending school keeps it (办法(2025) Art. 15).
CREATE TABLE archive_copy
(
    student_id INTEGER NOT NULL,
    copy_id    INTEGER NOT NULL,
    school_id  INTEGER NOT NULL,
    case_id    INTEGER NULL,
    content    TEXT NOT NULL,
    taken_at   TEXT NOT NULL,
    CONSTRAINT PK_archive_copy PRIMARY KEY (student_id, copy_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IX_archive_copy_school ON archive_copy (school_id, copy_id);
