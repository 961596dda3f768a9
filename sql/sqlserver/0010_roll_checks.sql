-- 人籍一致核查 (办法(2025) Art. 25): a class as it was found against its roll in a term; the row is there once it is signed.
CREATE TABLE dbo.roll_check
(
    roll_check_id bigint NOT NULL,
    school_id     bigint NOT NULL,
    class_id      bigint NOT NULL,
    school_year   int NOT NULL,
    term          int NOT NULL,
    state         varchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    pupils        int NOT NULL,
    absent        int NOT NULL,
    unrecorded    int NOT NULL,
    signed_by     bigint NOT NULL,
    signed_at     datetime2(6) NOT NULL,
    confirmed_by  bigint NULL,
    confirmed_at  datetime2(6) NULL,
    row_version   int NOT NULL,
    CONSTRAINT PK_roll_check PRIMARY KEY (roll_check_id),
    CONSTRAINT FK_roll_check_school FOREIGN KEY (school_id) REFERENCES dbo.school (school_id),
    CONSTRAINT FK_roll_check_class FOREIGN KEY (class_id) REFERENCES dbo.school_class (class_id)
);
CREATE UNIQUE INDEX UX_roll_check_class ON dbo.roll_check (class_id, school_year, term);
CREATE INDEX IX_roll_check_school ON dbo.roll_check (school_id, school_year, term);

-- Who is on the roll but not in class, and who is in class without a record.
CREATE TABLE dbo.roll_check_finding
(
    roll_check_id  bigint NOT NULL,
    finding_number int NOT NULL,
    kind           varchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    student_id     bigint NULL,
    name           nvarchar(36) COLLATE Chinese_PRC_CI_AS NULL,
    reason         varchar(20) COLLATE Latin1_General_100_BIN2 NULL,
    note           nvarchar(400) COLLATE Chinese_PRC_CI_AS NULL,
    CONSTRAINT PK_roll_check_finding PRIMARY KEY (roll_check_id, finding_number),
    CONSTRAINT FK_roll_check_finding_roll_check FOREIGN KEY (roll_check_id) REFERENCES dbo.roll_check (roll_check_id)
);
