-- 问题学籍: what is wrong with a record, how it was found, and how it was cleared. The pupil's number_state follows the open ones.
CREATE TABLE problem_record
(
    student_id       bigint NOT NULL,
    problem_id       bigint NOT NULL,
    problem_type     varchar(20) COLLATE "C" NOT NULL,
    state            varchar(10) COLLATE "C" NOT NULL,
    found_by         varchar(20) COLLATE "C" NOT NULL,
    found_at         timestamptz NOT NULL,
    other_student_id bigint NULL,
    note             varchar(200) NULL,
    case_id          bigint NULL,
    handling         varchar(10) COLLATE "C" NULL,
    cleared_at       timestamptz NULL,
    row_version      integer NOT NULL,
    CONSTRAINT PK_problem_record PRIMARY KEY (student_id, problem_id),
    CONSTRAINT FK_problem_record_student FOREIGN KEY (student_id) REFERENCES student (student_id)
);
CREATE UNIQUE INDEX UX_problem_record_open ON problem_record (student_id, problem_type) WHERE state = 'open';
CREATE INDEX IX_problem_record_state ON problem_record (state, problem_id);
CREATE INDEX IX_problem_record_other ON problem_record (other_student_id);

-- 重复学籍: which record a merged one stands for now. The rows of the merged record stay under its own key.
CREATE TABLE student_merge
(
    student_id  bigint NOT NULL,
    survivor_id bigint NOT NULL,
    case_id     bigint NOT NULL,
    merged_at   timestamptz NOT NULL,
    CONSTRAINT PK_student_merge PRIMARY KEY (student_id),
    CONSTRAINT FK_student_merge_student FOREIGN KEY (student_id) REFERENCES student (student_id)
);
CREATE INDEX IX_student_merge_survivor ON student_merge (survivor_id);
