-- The pupil as he stands now. row_version is the version of the whole pupil: any row that bears the student_id moves it.
CREATE TABLE student
(
    student_id               INTEGER NOT NULL,
    student_number           TEXT NOT NULL,
    number_state             TEXT NOT NULL,
    school_id                INTEGER NOT NULL,
    class_id                 INTEGER NOT NULL,
    county_id                INTEGER NOT NULL,
    on_roll                  INTEGER NOT NULL,
    status_code              TEXT NOT NULL,
    name                     TEXT NOT NULL,
    name_pinyin              TEXT NOT NULL,
    former_name              TEXT NULL,
    sex_code                 TEXT NOT NULL,
    birth_date               TEXT NOT NULL,
    birth_place_code         TEXT NOT NULL,
    native_place             TEXT NULL,
    ethnicity_code           TEXT NOT NULL,
    nationality_code         TEXT NOT NULL,
    document_type            TEXT NOT NULL,
    document_number          TEXT NULL,
    document_valid_period    TEXT NULL,
    hmt_overseas_code        TEXT NOT NULL,
    political_status_code    TEXT NULL,
    health_code              TEXT NOT NULL,
    photo_hash               TEXT NULL,
    household_place_code     TEXT NOT NULL,
    household_type_code      TEXT NOT NULL,
    specialty                TEXT NULL,
    auxiliary_number         TEXT NULL,
    seat_number              TEXT NULL,
    entry_month              TEXT NOT NULL,
    admission_method_code    TEXT NOT NULL,
    attendance_mode_code     TEXT NOT NULL,
    pupil_source_code        TEXT NULL,
    residence_address        TEXT NOT NULL,
    mailing_address          TEXT NOT NULL,
    home_address             TEXT NOT NULL,
    phone                    TEXT NOT NULL,
    postal_code              TEXT NOT NULL,
    email                    TEXT NULL,
    website                  TEXT NULL,
    is_only_child            INTEGER NOT NULL,
    had_preschool            INTEGER NOT NULL,
    left_behind_code         TEXT NOT NULL,
    is_migrant_child         INTEGER NOT NULL,
    is_orphan                INTEGER NOT NULL,
    is_martyr_child          INTEGER NOT NULL,
    inclusive_education_code TEXT NULL,
    disability_code          TEXT NULL,
    has_purchased_place      INTEGER NULL,
    applies_for_aid          INTEGER NOT NULL,
    receives_subsidy         INTEGER NOT NULL,
    commute_distance_km      REAL NOT NULL,
    commute_mode_code        TEXT NOT NULL,
    needs_school_bus         INTEGER NOT NULL,
    registered_at            TEXT NOT NULL,
    home_center              TEXT NOT NULL,
    row_version              INTEGER NOT NULL,
    CONSTRAINT PK_student PRIMARY KEY (student_id),
    CONSTRAINT FK_student_school FOREIGN KEY (school_id) REFERENCES school (school_id),
    CONSTRAINT FK_student_class FOREIGN KEY (class_id) REFERENCES school_class (class_id)
) STRICT;
CREATE INDEX IX_student_school ON student (school_id, on_roll, name_pinyin, student_id);
CREATE INDEX IX_student_county_name ON student (county_id, name, student_id);
CREATE INDEX IX_student_class ON student (class_id, student_id);
-- Those that wait for their number, a few.
CREATE INDEX IX_student_pending ON student (student_id) WHERE number_state = 'pending';

CREATE TABLE student_family_member
(
    student_id           INTEGER NOT NULL,
    member_number        INTEGER NOT NULL,
    name                 TEXT NOT NULL,
    relation_code        TEXT NOT NULL,
    relation_note        TEXT NULL,
    is_guardian          INTEGER NOT NULL,
    phone                TEXT NOT NULL,
    ethnicity_code       TEXT NULL,
    workplace            TEXT NULL,
    job_title            TEXT NULL,
    residence_address    TEXT NULL,
    household_place_code TEXT NULL,
    document_type        TEXT NULL,
    document_number      TEXT NULL,
    CONSTRAINT PK_student_family_member PRIMARY KEY (student_id, member_number),
    CONSTRAINT FK_student_family_member_student FOREIGN KEY (student_id) REFERENCES student (student_id)
) STRICT, WITHOUT ROWID;

-- Every number a pupil ever had. Unique over the nation, found by any past number.
CREATE TABLE student_number
(
    number     TEXT NOT NULL,
    student_id INTEGER NOT NULL,
    CONSTRAINT PK_student_number PRIMARY KEY (number)
) STRICT, WITHOUT ROWID;

CREATE TABLE student_number_history
(
    student_id INTEGER NOT NULL,
    number     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to   TEXT NULL,
    reason     TEXT NOT NULL,
    CONSTRAINT PK_student_number_history PRIMARY KEY (student_id, number),
    CONSTRAINT FK_student_number_history_student FOREIGN KEY (student_id) REFERENCES student (student_id)
) STRICT, WITHOUT ROWID;

-- Which pupil an identity document belongs to; the exact-duplicate check.
CREATE TABLE identity_document
(
    document_type   TEXT NOT NULL,
    document_number TEXT NOT NULL,
    student_id      INTEGER NOT NULL,
    CONSTRAINT PK_identity_document PRIMARY KEY (document_number, document_type)
) STRICT, WITHOUT ROWID;

-- Pupils without a document, by name + sex + birth date: the likely-duplicate check.
CREATE TABLE student_likeness
(
    name       TEXT NOT NULL,
    sex_code   TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    student_id INTEGER NOT NULL,
    CONSTRAINT PK_student_likeness PRIMARY KEY (name, sex_code, birth_date, student_id)
) STRICT, WITHOUT ROWID;

-- Extra fields that a province defines (非基础学籍信息, 办法(2025) Art. 3).
CREATE TABLE province_field
(
    province_code   TEXT NOT NULL,
    field_code      TEXT NOT NULL,
    title           TEXT NOT NULL,
    data_type       TEXT NOT NULL,
    is_required     INTEGER NOT NULL,
    code_table_name TEXT NULL,
    max_length      INTEGER NOT NULL,
    sort            INTEGER NOT NULL,
    is_active       INTEGER NOT NULL,
    row_version     INTEGER NOT NULL,
    CONSTRAINT PK_province_field PRIMARY KEY (province_code, field_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE student_extra_field
(
    student_id INTEGER NOT NULL,
    field_code TEXT NOT NULL,
    value      TEXT NOT NULL,
    CONSTRAINT PK_student_extra_field PRIMARY KEY (student_id, field_code),
    CONSTRAINT FK_student_extra_field_student FOREIGN KEY (student_id) REFERENCES student (student_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stored_file
(
    file_hash  TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    stored_at  TEXT NOT NULL,
    CONSTRAINT PK_stored_file PRIMARY KEY (file_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE student_file
(
    student_id  INTEGER NOT NULL,
    file_id     INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    file_hash   TEXT NOT NULL,
    file_name   TEXT NOT NULL,
    uploaded_by INTEGER NOT NULL,
    uploaded_at TEXT NOT NULL,
    CONSTRAINT PK_student_file PRIMARY KEY (student_id, file_id),
    CONSTRAINT FK_student_file_student FOREIGN KEY (student_id) REFERENCES student (student_id),
    CONSTRAINT FK_student_file_file_hash FOREIGN KEY (file_hash) REFERENCES stored_file (file_hash)
) STRICT, WITHOUT ROWID;

-- What the archive holds beside the form (学籍档案): quality report, health, awards, aid …
CREATE TABLE student_archive_item
(
    student_id  INTEGER NOT NULL,
    item_id     INTEGER NOT NULL,
    category    INTEGER NOT NULL,
    occurred_on TEXT NOT NULL,
    title       TEXT NOT NULL,
    content     TEXT NULL,
    file_hash   TEXT NULL,
    recorded_by INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    CONSTRAINT PK_student_archive_item PRIMARY KEY (student_id, item_id),
    CONSTRAINT FK_student_archive_item_student FOREIGN KEY (student_id) REFERENCES student (student_id)
) STRICT, WITHOUT ROWID;

-- Old and new values of every field that was changed, for ever.
CREATE TABLE student_revision
(
    student_id  INTEGER NOT NULL,
    revision_id INTEGER NOT NULL,
    changed_at  TEXT NOT NULL,
    changed_by  INTEGER NOT NULL,
    source      TEXT NOT NULL,
    changes     TEXT NOT NULL,
    CONSTRAINT PK_student_revision PRIMARY KEY (student_id, revision_id),
    CONSTRAINT FK_student_revision_student FOREIGN KEY (student_id) REFERENCES student (student_id)
) STRICT, WITHOUT ROWID;
