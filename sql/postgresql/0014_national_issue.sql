-- 核重结论: what the nation says to a pupil's number. Written by the nation alone, a row a pupil; it stands while the pupil is who it was given for.
CREATE TABLE number_verdict
(
    student_id       bigint NOT NULL,
    state            varchar(10) COLLATE "C" NOT NULL,
    number           varchar(19) COLLATE "C" NULL,
    problem_type     varchar(20) COLLATE "C" NULL,
    other_student_id bigint NULL,
    basis            varchar(64) COLLATE "C" NOT NULL,
    issued_at        timestamptz NOT NULL,
    row_version      integer NOT NULL,
    CONSTRAINT PK_number_verdict PRIMARY KEY (student_id)
);
CREATE UNIQUE INDEX UX_number_verdict_number ON number_verdict (number) WHERE number IS NOT NULL;
CREATE INDEX IX_number_verdict_other ON number_verdict (other_student_id);

-- 赋码结果: codes that the nation gave a school, each for one category. Rows are only added.
CREATE TABLE school_code_grant
(
    code       varchar(10) COLLATE "C" NOT NULL,
    school_id  bigint NOT NULL,
    category   varchar(2) COLLATE "C" NOT NULL,
    granted_at timestamptz NOT NULL,
    CONSTRAINT PK_school_code_grant PRIMARY KEY (code)
);
CREATE INDEX IX_school_code_grant_school ON school_code_grant (school_id);

-- Pupils whose number somebody has to look at: at the nation who has arrived and waits for a verdict, in a province who has got one.
CREATE TABLE number_work
(
    work_id    bigint NOT NULL,
    student_id bigint NOT NULL,
    CONSTRAINT PK_number_work PRIMARY KEY (work_id)
);

-- The version of what each province has of its own in tables that all of them share: rules, extra fields. 0 is the nation.
CREATE TABLE province_version
(
    entity      varchar(30) COLLATE "C" NOT NULL,
    province_id bigint NOT NULL,
    home_center varchar(2) COLLATE "C" NOT NULL,
    row_version integer NOT NULL,
    CONSTRAINT PK_province_version PRIMARY KEY (entity, province_id)
);

-- Those that wait for their code, a few.
CREATE INDEX IX_school_pending ON school (school_id) WHERE status = 'pending';

CREATE INDEX IX_contested_key_student ON contested_key (student_id);
