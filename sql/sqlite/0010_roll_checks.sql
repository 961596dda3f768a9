-- 人籍一致核查 (办法(2025) Art. 25): a class as it was found against its roll in a term; the row is there once it is signed.
CREATE TABLE roll_check
(
    roll_check_id INTEGER NOT NULL,
    school_id     INTEGER NOT NULL,
    class_id      INTEGER NOT NULL,
    school_year   INTEGER NOT NULL,
    term          INTEGER NOT NULL,
    state         TEXT NOT NULL,
    pupils        INTEGER NOT NULL,
    absent        INTEGER NOT NULL,
    unrecorded    INTEGER NOT NULL,
    signed_by     INTEGER NOT NULL,
    signed_at     TEXT NOT NULL,
    confirmed_by  INTEGER NULL,
    confirmed_at  TEXT NULL,
    row_version   INTEGER NOT NULL,
    CONSTRAINT PK_roll_check PRIMARY KEY (roll_check_id),
    CONSTRAINT FK_roll_check_school FOREIGN KEY (school_id) REFERENCES school (school_id),
    CONSTRAINT FK_roll_check_class FOREIGN KEY (class_id) REFERENCES school_class (class_id)
) STRICT;
CREATE UNIQUE INDEX UX_roll_check_class ON roll_check (class_id, school_year, term);
CREATE INDEX IX_roll_check_school ON roll_check (school_id, school_year, term);

-- Who is on the roll but not in class, and who is in class without a record.
CREATE TABLE roll_check_finding
(
    roll_check_id  INTEGER NOT NULL,
    finding_number INTEGER NOT NULL,
    kind           TEXT NOT NULL,
    student_id     INTEGER NULL,
    name           TEXT NULL,
    reason         TEXT NULL,
    note           TEXT NULL,
    CONSTRAINT PK_roll_check_finding PRIMARY KEY (roll_check_id, finding_number),
    CONSTRAINT FK_roll_check_finding_roll_check FOREIGN KEY (roll_check_id) REFERENCES roll_check (roll_check_id)
) STRICT, WITHOUT ROWID;
