CREATE TABLE enrollment
(
    student_id    bigint NOT NULL,
    enrollment_id bigint NOT NULL,
    school_id     bigint NOT NULL,
    class_id      bigint NOT NULL,
    stage         integer NOT NULL,
    status_code   varchar(2) COLLATE "C" NOT NULL,
    started_on    date NOT NULL,
    start_kind    varchar(20) COLLATE "C" NOT NULL,
    ended_on      date NULL,
    end_kind      varchar(20) COLLATE "C" NULL,
    registered_by bigint NOT NULL,
    registered_at timestamptz NOT NULL,
    CONSTRAINT PK_enrollment PRIMARY KEY (student_id, enrollment_id),
    CONSTRAINT FK_enrollment_student FOREIGN KEY (student_id) REFERENCES student (student_id),
    CONSTRAINT FK_enrollment_school FOREIGN KEY (school_id) REFERENCES school (school_id),
    CONSTRAINT FK_enrollment_class FOREIGN KEY (class_id) REFERENCES school_class (class_id)
);

CREATE TABLE enrollment_change
(
    student_id       bigint NOT NULL,
    change_id        bigint NOT NULL,
    enrollment_id    bigint NOT NULL,
    school_id        bigint NOT NULL,
    kind             varchar(20) COLLATE "C" NOT NULL,
    state            varchar(12) COLLATE "C" NOT NULL,
    step_number      integer NOT NULL,
    reason_code      varchar(2) COLLATE "C" NULL,
    explanation      varchar(400) NULL,
    effective_on     date NOT NULL,
    until_on         date NULL,
    document_number  varchar(24) NULL,
    from_status_code varchar(2) COLLATE "C" NOT NULL,
    to_status_code   varchar(2) COLLATE "C" NOT NULL,
    from_class_id    bigint NOT NULL,
    to_class_id      bigint NULL,
    from_grade       varchar(2) COLLATE "C" NOT NULL,
    to_grade         varchar(2) COLLATE "C" NULL,
    proof_hash       varchar(64) COLLATE "C" NULL,
    submitted_by     bigint NOT NULL,
    submitted_at     timestamptz NOT NULL,
    decided_at       timestamptz NULL,
    days_late        int NULL,
    row_version      integer NOT NULL,
    CONSTRAINT PK_enrollment_change PRIMARY KEY (student_id, change_id),
    CONSTRAINT FK_enrollment_change_student FOREIGN KEY (student_id) REFERENCES student (student_id)
);
CREATE INDEX IX_enrollment_change_school ON enrollment_change (school_id, state, student_id);

CREATE TABLE enrollment_change_step
(
    student_id      bigint NOT NULL,
    change_id       bigint NOT NULL,
    step_number     integer NOT NULL,
    role            varchar(20) COLLATE "C" NOT NULL,
    organization_id bigint NOT NULL,
    decision        varchar(10) COLLATE "C" NULL,
    opinion         varchar(400) NULL,
    decided_by      bigint NULL,
    decided_at      timestamptz NULL,
    CONSTRAINT PK_enrollment_change_step PRIMARY KEY (student_id, change_id, step_number),
    CONSTRAINT FK_enrollment_change_step_student_change FOREIGN KEY (student_id, change_id) REFERENCES enrollment_change (student_id, change_id)
);
