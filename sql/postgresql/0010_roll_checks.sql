-- 人籍一致核查 (办法(2025) Art. 25): a class as it was found against its roll in a term; the row is there once it is signed.
CREATE TABLE roll_check
(
    roll_check_id bigint NOT NULL,
    school_id     bigint NOT NULL,
    class_id      bigint NOT NULL,
    school_year   integer NOT NULL,
    term          integer NOT NULL,
    state         varchar(10) COLLATE "C" NOT NULL,
    pupils        integer NOT NULL,
    absent        integer NOT NULL,
    unrecorded    integer NOT NULL,
    signed_by     bigint NOT NULL,
    signed_at     timestamptz NOT NULL,
    confirmed_by  bigint NULL,
    confirmed_at  timestamptz NULL,
    row_version   integer NOT NULL,
    CONSTRAINT PK_roll_check PRIMARY KEY (roll_check_id),
    CONSTRAINT FK_roll_check_school FOREIGN KEY (school_id) REFERENCES school (school_id),
    CONSTRAINT FK_roll_check_class FOREIGN KEY (class_id) REFERENCES school_class (class_id)
);
CREATE UNIQUE INDEX UX_roll_check_class ON roll_check (class_id, school_year, term);
CREATE INDEX IX_roll_check_school ON roll_check (school_id, school_year, term);

-- Who is on the roll but not in class, and who is in class without a record.
CREATE TABLE roll_check_finding
(
    roll_check_id  bigint NOT NULL,
    finding_number integer NOT NULL,
    kind           varchar(12) COLLATE "C" NOT NULL,
    student_id     bigint NULL,
    name           varchar(36) NULL,
    reason         varchar(20) COLLATE "C" NULL,
    note           varchar(400) NULL,
    CONSTRAINT PK_roll_check_finding PRIMARY KEY (roll_check_id, finding_number),
    CONSTRAINT FK_roll_check_finding_roll_check FOREIGN KEY (roll_check_id) REFERENCES roll_check (roll_check_id)
);
