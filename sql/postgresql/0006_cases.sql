-- A business that several parties decide (办件). Rows of one writer each: the file is written by the side that submitted it, a decision by
-- whoever decides; the state is computed from them.
CREATE TABLE case_file
(
    student_id         bigint NOT NULL,
    case_id            bigint NOT NULL,
    kind               varchar(30) COLLATE "C" NOT NULL,
    organization_id    bigint NOT NULL,
    from_school_id     bigint NOT NULL,
    to_school_id       bigint NULL,
    other_student_id   bigint NULL,
    reason_code        varchar(2) COLLATE "C" NULL,
    explanation        varchar(400) NULL,
    proof_hash         varchar(64) COLLATE "C" NULL,
    content            text NOT NULL,
    round              integer NOT NULL,
    progress_code_hash varchar(64) COLLATE "C" NOT NULL,
    submitted_by       bigint NOT NULL,
    submitted_at       timestamptz NOT NULL,
    withdrawn_by       bigint NULL,
    withdrawn_at       timestamptz NULL,
    row_version        integer NOT NULL,
    CONSTRAINT PK_case_file PRIMARY KEY (student_id, case_id),
    CONSTRAINT FK_case_file_student FOREIGN KEY (student_id) REFERENCES student (student_id)
);
CREATE INDEX IX_case_file_case ON case_file (case_id);
CREATE INDEX IX_case_file_from_school ON case_file (from_school_id, case_id);
CREATE INDEX IX_case_file_to_school ON case_file (to_school_id, case_id);

CREATE TABLE case_step
(
    student_id   bigint NOT NULL,
    case_id      bigint NOT NULL,
    step_number  integer NOT NULL,
    node         varchar(20) COLLATE "C" NOT NULL,
    working_days integer NOT NULL,
    CONSTRAINT PK_case_step PRIMARY KEY (student_id, case_id, step_number),
    CONSTRAINT FK_case_step_student_case FOREIGN KEY (student_id, case_id) REFERENCES case_file (student_id, case_id)
);

CREATE TABLE case_decision
(
    student_id      bigint NOT NULL,
    case_id         bigint NOT NULL,
    step_number     integer NOT NULL,
    round           integer NOT NULL,
    verdict         varchar(10) COLLATE "C" NOT NULL,
    opinion         varchar(400) NULL,
    choice          varchar(20) COLLATE "C" NULL,
    document_number varchar(24) NULL,
    organization_id bigint NOT NULL,
    center          varchar(2) COLLATE "C" NOT NULL,
    decided_by      bigint NOT NULL,
    decided_at      timestamptz NOT NULL,
    CONSTRAINT PK_case_decision PRIMARY KEY (student_id, case_id, step_number, round),
    CONSTRAINT FK_case_decision_student_case FOREIGN KEY (student_id, case_id) REFERENCES case_file (student_id, case_id)
);

-- What happened to a case beside decisions: reminders, escalations, failed checks. Once a step, round and kind.
CREATE TABLE case_event
(
    student_id      bigint NOT NULL,
    case_id         bigint NOT NULL,
    step_number     integer NOT NULL,
    round           integer NOT NULL,
    kind            varchar(20) COLLATE "C" NOT NULL,
    organization_id bigint NOT NULL,
    center          varchar(2) COLLATE "C" NOT NULL,
    happened_at     timestamptz NOT NULL,
    detail          varchar(400) NULL,
    CONSTRAINT PK_case_event PRIMARY KEY (student_id, case_id, step_number, round, kind)
);

-- 在办业务: where each running business waits, and the freeze of its pupil. A view of the rows above that each center keeps for itself;
-- center: the one that holds the step, when it is another.
-- The second pupil of a joint case is frozen by a row without holder and deadline, which are the first one's.
CREATE TABLE open_case
(
    student_id      bigint NOT NULL,
    case_id         bigint NOT NULL,
    kind            varchar(30) COLLATE "C" NOT NULL,
    holds           varchar(6) COLLATE "C" NOT NULL,
    step_number     integer NOT NULL,
    round           integer NOT NULL,
    node            varchar(20) COLLATE "C" NOT NULL,
    organization_id bigint NULL,
    center          varchar(2) COLLATE "C" NULL,
    escalated_to    bigint NULL,
    waiting_since   timestamptz NOT NULL,
    waiting_on      date NULL,
    working_days    integer NOT NULL,
    due_on          date NULL,
    reminded        integer NOT NULL,
    escalations     integer NOT NULL,
    CONSTRAINT PK_open_case PRIMARY KEY (student_id, case_id)
);
CREATE UNIQUE INDEX UX_open_case_pupil ON open_case (student_id) WHERE holds = 'pupil';
CREATE UNIQUE INDEX UX_open_case_transfer ON open_case (student_id) WHERE kind = 'transfer';
CREATE INDEX IX_open_case_inbox ON open_case (organization_id, due_on, case_id);
CREATE INDEX IX_open_case_escalated ON open_case (escalated_to, due_on, case_id);
CREATE INDEX IX_open_case_waiting ON open_case (waiting_on);

-- 电子档案备份: the pupil as he was when he left; the sending school keeps it (办法(2025) Art. 15).
CREATE TABLE archive_copy
(
    student_id bigint NOT NULL,
    copy_id    bigint NOT NULL,
    school_id  bigint NOT NULL,
    case_id    bigint NULL,
    content    text NOT NULL,
    taken_at   timestamptz NOT NULL,
    CONSTRAINT PK_archive_copy PRIMARY KEY (student_id, copy_id)
);
CREATE INDEX IX_archive_copy_school ON archive_copy (school_id, copy_id);
