-- A business that several parties decide (办件). Rows of one writer each: the file is written by the side that submitted it, a decision by
-- whoever decides; the state is computed from them.
CREATE TABLE dbo.case_file
(
    student_id         bigint NOT NULL,
    case_id            bigint NOT NULL,
    kind               varchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organization_id    bigint NOT NULL,
    from_school_id     bigint NOT NULL,
    to_school_id       bigint NULL,
    other_student_id   bigint NULL,
    reason_code        varchar(2) COLLATE Latin1_General_100_BIN2 NULL,
    explanation        nvarchar(400) COLLATE Chinese_PRC_CI_AS NULL,
    proof_hash         varchar(64) COLLATE Latin1_General_100_BIN2 NULL,
    content            nvarchar(max) NOT NULL,
    round              int NOT NULL,
    progress_code_hash varchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    submitted_by       bigint NOT NULL,
    submitted_at       datetime2(6) NOT NULL,
    withdrawn_by       bigint NULL,
    withdrawn_at       datetime2(6) NULL,
    row_version        int NOT NULL,
    CONSTRAINT PK_case_file PRIMARY KEY (student_id, case_id),
    CONSTRAINT FK_case_file_student FOREIGN KEY (student_id) REFERENCES dbo.student (student_id)
);
CREATE INDEX IX_case_file_case ON dbo.case_file (case_id);
CREATE INDEX IX_case_file_from_school ON dbo.case_file (from_school_id, case_id);
CREATE INDEX IX_case_file_to_school ON dbo.case_file (to_school_id, case_id);

CREATE TABLE dbo.case_step
(
    student_id   bigint NOT NULL,
    case_id      bigint NOT NULL,
    step_number  int NOT NULL,
    node         varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    working_days int NOT NULL,
    CONSTRAINT PK_case_step PRIMARY KEY (student_id, case_id, step_number),
    CONSTRAINT FK_case_step_student_case FOREIGN KEY (student_id, case_id) REFERENCES dbo.case_file (student_id, case_id)
);

CREATE TABLE dbo.case_decision
(
    student_id      bigint NOT NULL,
    case_id         bigint NOT NULL,
    step_number     int NOT NULL,
    round           int NOT NULL,
    verdict         varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    opinion         nvarchar(400) COLLATE Chinese_PRC_CI_AS NULL,
    choice          varchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    document_number nvarchar(24) COLLATE Chinese_PRC_CI_AS NULL,
    organization_id bigint NOT NULL,
    center          varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    decided_by      bigint NOT NULL,
    decided_at      datetime2(6) NOT NULL,
    CONSTRAINT PK_case_decision PRIMARY KEY (student_id, case_id, step_number, round),
    CONSTRAINT FK_case_decision_student_case FOREIGN KEY (student_id, case_id) REFERENCES dbo.case_file (student_id, case_id)
);

-- What happened to a case beside decisions: reminders, escalations, failed checks. Once a step, round and kind.
CREATE TABLE dbo.case_event
(
    student_id      bigint NOT NULL,
    case_id         bigint NOT NULL,
    step_number     int NOT NULL,
    round           int NOT NULL,
    kind            varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organization_id bigint NOT NULL,
    center          varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    happened_at     datetime2(6) NOT NULL,
    detail          nvarchar(400) COLLATE Chinese_PRC_CI_AS NULL,
    CONSTRAINT PK_case_event PRIMARY KEY (student_id, case_id, step_number, round, kind)
);

-- 在办业务: where each running business waits, and the freeze of its pupil. A view of the rows above that each center keeps for itself;
-- center: the one that holds the step, when it is another.
-- The second pupil of a joint case is frozen by a row without holder and deadline, which are the first one's.
CREATE TABLE dbo.open_case
(
    student_id      bigint NOT NULL,
    case_id         bigint NOT NULL,
    kind            varchar(30) COLLATE Latin1_General_100_BIN2 NOT NULL,
    holds           varchar(6) COLLATE Latin1_General_100_BIN2 NOT NULL,
    step_number     int NOT NULL,
    round           int NOT NULL,
    node            varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organization_id bigint NULL,
    center          varchar(2) COLLATE Latin1_General_100_BIN2 NULL,
    escalated_to    bigint NULL,
    waiting_since   datetime2(6) NOT NULL,
    waiting_on      date NULL,
    working_days    int NOT NULL,
    due_on          date NULL,
    reminded        int NOT NULL,
    escalations     int NOT NULL,
    CONSTRAINT PK_open_case PRIMARY KEY (student_id, case_id)
);
CREATE UNIQUE INDEX UX_open_case_pupil ON dbo.open_case (student_id) WHERE holds = 'pupil';
CREATE UNIQUE INDEX UX_open_case_transfer ON dbo.open_case (student_id) WHERE kind = 'transfer';
CREATE INDEX IX_open_case_inbox ON dbo.open_case (organization_id, due_on, case_id);
CREATE INDEX IX_open_case_escalated ON dbo.open_case (escalated_to, due_on, case_id);
CREATE INDEX IX_open_case_waiting ON dbo.open_case (waiting_on);

-- 电子档案备份: the pupil as he was when he left; the sending school keeps it (办法(2025) Art. 15).
CREATE TABLE dbo.archive_copy
(
    student_id bigint NOT NULL,
    copy_id    bigint NOT NULL,
    school_id  bigint NOT NULL,
    case_id    bigint NULL,
    content    nvarchar(max) NOT NULL,
    taken_at   datetime2(6) NOT NULL,
    CONSTRAINT PK_archive_copy PRIMARY KEY (student_id, copy_id)
);
CREATE INDEX IX_archive_copy_school ON dbo.archive_copy (school_id, copy_id);
