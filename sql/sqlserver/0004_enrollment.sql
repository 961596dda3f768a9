CREATE TABLE dbo.enrollment
(
    student_id    bigint NOT NULL,
    enrollment_id bigint NOT NULL,
    school_id     bigint NOT NULL,
    class_id      bigint NOT NULL,
    stage         int NOT NULL,
    status_code   varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    started_on    date NOT NULL,
    start_kind    varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    ended_on      date NULL,
    end_kind      varchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    registered_by bigint NOT NULL,
    registered_at datetime2(6) NOT NULL,
    CONSTRAINT PK_enrollment PRIMARY KEY (student_id, enrollment_id),
    CONSTRAINT FK_enrollment_student FOREIGN KEY (student_id) REFERENCES dbo.student (student_id),
    CONSTRAINT FK_enrollment_school FOREIGN KEY (school_id) REFERENCES dbo.school (school_id),
    CONSTRAINT FK_enrollment_class FOREIGN KEY (class_id) REFERENCES dbo.school_class (class_id)
);

CREATE TABLE dbo.enrollment_change
(
    student_id       bigint NOT NULL,
    change_id        bigint NOT NULL,
    enrollment_id    bigint NOT NULL,
    school_id        bigint NOT NULL,
    kind             varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state            varchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    step_number      int NOT NULL,
    reason_code      varchar(2) COLLATE Latin1_General_100_BIN2 NULL,
    explanation      nvarchar(400) COLLATE Chinese_PRC_CI_AS NULL,
    effective_on     date NOT NULL,
    until_on         date NULL,
    document_number  nvarchar(24) COLLATE Chinese_PRC_CI_AS NULL,
    from_status_code varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    to_status_code   varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    from_class_id    bigint NOT NULL,
    to_class_id      bigint NULL,
    from_grade       varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    to_grade         varchar(2) COLLATE Latin1_General_100_BIN2 NULL,
    proof_hash       varchar(64) COLLATE Latin1_General_100_BIN2 NULL,
    submitted_by     bigint NOT NULL,
    submitted_at     datetime2(6) NOT NULL,
    decided_at       datetime2(6) NULL,
    days_late        int NULL,
    row_version      int NOT NULL,
    CONSTRAINT PK_enrollment_change PRIMARY KEY (student_id, change_id),
    CONSTRAINT FK_enrollment_change_student FOREIGN KEY (student_id) REFERENCES dbo.student (student_id)
);
CREATE INDEX IX_enrollment_change_school ON dbo.enrollment_change (school_id, state, student_id);

CREATE TABLE dbo.enrollment_change_step
(
    student_id      bigint NOT NULL,
    change_id       bigint NOT NULL,
    step_number     int NOT NULL,
    role            varchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    organization_id bigint NOT NULL,
    decision        varchar(10) COLLATE Latin1_General_100_BIN2 NULL,
    opinion         nvarchar(400) COLLATE Chinese_PRC_CI_AS NULL,
    decided_by      bigint NULL,
    decided_at      datetime2(6) NULL,
    CONSTRAINT PK_enrollment_change_step PRIMARY KEY (student_id, change_id, step_number),
    CONSTRAINT FK_enrollment_change_step_student_change FOREIGN KEY (student_id, change_id) REFERENCES dbo.enrollment_change (student_id, change_id)
);
