-- 问题学籍: what is wrong with a record, how it was found, and how it was cleared. The pupil's number_state follows the open ones.
CREATE TABLE problem_record
(
    student_id       INTEGER NOT NULL,
    problem_id       INTEGER NOT NULL,
    problem_type     TEXT NOT NULL,
    state            TEXT NOT NULL,
    found_by         TEXT NOT NULL,
    found_at         TEXT NOT NULL,
    other_student_id INTEGER NULL,
    note             TEXT NULL,
    case_id          INTEGER NULL,
    handling         TEXT NULL,
    cleared_at       TEXT NULL,
    row_version      INTEGER NOT NULL,
    CONSTRAINT PK_problem_record PRIMARY KEY (student_id, problem_id),
    CONSTRAINT FK_problem_record_student FOREIGN KEY (student_id) REFERENCES student (student_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX UX_problem_record_open ON problem_record (student_id, problem_type) WHERE state = 'open';
CREATE INDEX IX_problem_record_state ON problem_record (state, problem_id);
CREATE INDEX IX_problem_record_other ON problem_record (other_student_id);

-- 重复学籍: which record a merged one stands for now. The rows of the merged record stay under its own key.
CREATE TABLE student_merge
(
    student_id  INTEGER NOT NULL,
    survivor_id INTEGER NOT NULL,
    case_id     INTEGER NOT NULL,
    merged_at   TEXT NOT NULL,
    CONSTRAINT PK_student_merge PRIMARY KEY (student_id),
    CONSTRAINT FK_student_merge_student FOREIGN KEY (student_id) REFERENCES student (student_id)
) STRICT;
CREATE INDEX IX_student_merge_survivor ON student_merge (survivor_id);
