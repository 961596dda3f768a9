-- The pupil as he stands now. row_version is the version of the whole pupil: any row that bears the student_id moves it.
CREATE TABLE student
(
    student_id               bigint NOT NULL,
    student_number           varchar(19) COLLATE "C" NOT NULL,
    number_state             varchar(10) COLLATE "C" NOT NULL,
    school_id                bigint NOT NULL,
    class_id                 bigint NOT NULL,
    county_id                bigint NOT NULL,
    on_roll                  boolean NOT NULL,
    status_code              varchar(2) COLLATE "C" NOT NULL,
    name                     varchar(36) COLLATE "C" NOT NULL,
    name_pinyin              varchar(200) COLLATE "C" NOT NULL,
    former_name              varchar(36) NULL,
    sex_code                 varchar(1) COLLATE "C" NOT NULL,
    birth_date               date NOT NULL,
    birth_place_code         varchar(12) COLLATE "C" NOT NULL,
    native_place             varchar(20) NULL,
    ethnicity_code           varchar(2) COLLATE "C" NOT NULL,
    nationality_code         varchar(3) COLLATE "C" NOT NULL,
    document_type            varchar(1) COLLATE "C" NOT NULL,
    document_number          varchar(20) COLLATE "C" NULL,
    document_valid_period    varchar(17) COLLATE "C" NULL,
    hmt_overseas_code        varchar(2) COLLATE "C" NOT NULL,
    political_status_code    varchar(2) COLLATE "C" NULL,
    health_code              varchar(2) COLLATE "C" NOT NULL,
    photo_hash               varchar(64) COLLATE "C" NULL,
    household_place_code     varchar(12) COLLATE "C" NOT NULL,
    household_type_code      varchar(1) COLLATE "C" NOT NULL,
    specialty                varchar(100) NULL,
    auxiliary_number         varchar(30) COLLATE "C" NULL,
    seat_number              varchar(4) COLLATE "C" NULL,
    entry_month              varchar(6) COLLATE "C" NOT NULL,
    admission_method_code    varchar(2) COLLATE "C" NOT NULL,
    attendance_mode_code     varchar(1) COLLATE "C" NOT NULL,
    pupil_source_code        varchar(1) COLLATE "C" NULL,
    residence_address        varchar(180) NOT NULL,
    mailing_address          varchar(180) NOT NULL,
    home_address             varchar(180) NOT NULL,
    phone                    varchar(30) COLLATE "C" NOT NULL,
    postal_code              varchar(6) COLLATE "C" NOT NULL,
    email                    varchar(40) NULL,
    website                  varchar(60) NULL,
    is_only_child            boolean NOT NULL,
    had_preschool            boolean NOT NULL,
    left_behind_code         varchar(1) COLLATE "C" NOT NULL,
    is_migrant_child         boolean NOT NULL,
    is_orphan                boolean NOT NULL,
    is_martyr_child          boolean NOT NULL,
    inclusive_education_code varchar(1) COLLATE "C" NULL,
    disability_code          varchar(1) COLLATE "C" NULL,
    has_purchased_place      boolean NULL,
    applies_for_aid          boolean NOT NULL,
    receives_subsidy         boolean NOT NULL,
    commute_distance_km      numeric(6,1) NOT NULL,
    commute_mode_code        varchar(1) COLLATE "C" NOT NULL,
    needs_school_bus         boolean NOT NULL,
    registered_at            timestamptz NOT NULL,
    home_center              varchar(2) COLLATE "C" NOT NULL,
    row_version              integer NOT NULL,
    CONSTRAINT PK_student PRIMARY KEY (student_id),
    CONSTRAINT FK_student_school FOREIGN KEY (school_id) REFERENCES school (school_id),
    CONSTRAINT FK_student_class FOREIGN KEY (class_id) REFERENCES school_class (class_id)
);
CREATE INDEX IX_student_school ON student (school_id, on_roll, name_pinyin, student_id);
CREATE INDEX IX_student_county_name ON student (county_id, name, student_id);
CREATE INDEX IX_student_class ON student (class_id, student_id);
-- Those that wait for their number, a few.
CREATE INDEX IX_student_pending ON student (student_id) WHERE number_state = 'pending';

CREATE TABLE student_family_member
(
    student_id           bigint NOT NULL,
    member_number        integer NOT NULL,
    name                 varchar(36) NOT NULL,
    relation_code        varchar(2) COLLATE "C" NOT NULL,
    relation_note        varchar(40) NULL,
    is_guardian          boolean NOT NULL,
    phone                varchar(30) COLLATE "C" NOT NULL,
    ethnicity_code       varchar(2) COLLATE "C" NULL,
    workplace            varchar(60) NULL,
    job_title            varchar(60) NULL,
    residence_address    varchar(180) NULL,
    household_place_code varchar(12) COLLATE "C" NULL,
    document_type        varchar(1) COLLATE "C" NULL,
    document_number      varchar(20) COLLATE "C" NULL,
    CONSTRAINT PK_student_family_member PRIMARY KEY (student_id, member_number),
    CONSTRAINT FK_student_family_member_student FOREIGN KEY (student_id) REFERENCES student (student_id)
);

-- Every number a pupil ever had. Unique over the nation, found by any past number.
CREATE TABLE student_number
(
    number     varchar(19) COLLATE "C" NOT NULL,
    student_id bigint NOT NULL,
    CONSTRAINT PK_student_number PRIMARY KEY (number)
);

CREATE TABLE student_number_history
(
    student_id bigint NOT NULL,
    number     varchar(19) COLLATE "C" NOT NULL,
    kind       varchar(1) COLLATE "C" NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to   timestamptz NULL,
    reason     varchar(60) NOT NULL,
    CONSTRAINT PK_student_number_history PRIMARY KEY (student_id, number),
    CONSTRAINT FK_student_number_history_student FOREIGN KEY (student_id) REFERENCES student (student_id)
);

-- Which pupil an identity document belongs to; the exact-duplicate check.
CREATE TABLE identity_document
(
    document_type   varchar(1) COLLATE "C" NOT NULL,
    document_number varchar(20) COLLATE "C" NOT NULL,
    student_id      bigint NOT NULL,
    CONSTRAINT PK_identity_document PRIMARY KEY (document_number, document_type)
);

-- Pupils without a document, by name + sex + birth date: the likely-duplicate check.
CREATE TABLE student_likeness
(
    name       varchar(36) COLLATE "C" NOT NULL,
    sex_code   varchar(1) COLLATE "C" NOT NULL,
    birth_date date NOT NULL,
    student_id bigint NOT NULL,
    CONSTRAINT PK_student_likeness PRIMARY KEY (name, sex_code, birth_date, student_id)
);

-- Extra fields that a province defines (非基础学籍信息, 办法(2025) Art. 3).
CREATE TABLE province_field
(
    province_code   varchar(6) COLLATE "C" NOT NULL,
    field_code      varchar(40) COLLATE "C" NOT NULL,
    title           varchar(60) NOT NULL,
    data_type       varchar(10) COLLATE "C" NOT NULL,
    is_required     boolean NOT NULL,
    code_table_name varchar(40) COLLATE "C" NULL,
    max_length      integer NOT NULL,
    sort            integer NOT NULL,
    is_active       boolean NOT NULL,
    row_version     integer NOT NULL,
    CONSTRAINT PK_province_field PRIMARY KEY (province_code, field_code)
);

CREATE TABLE student_extra_field
(
    student_id bigint NOT NULL,
    field_code varchar(40) COLLATE "C" NOT NULL,
    value      varchar(400) NOT NULL,
    CONSTRAINT PK_student_extra_field PRIMARY KEY (student_id, field_code),
    CONSTRAINT FK_student_extra_field_student FOREIGN KEY (student_id) REFERENCES student (student_id)
);

CREATE TABLE stored_file
(
    file_hash  varchar(64) COLLATE "C" NOT NULL,
    media_type varchar(100) COLLATE "C" NOT NULL,
    size_bytes bigint NOT NULL,
    stored_at  timestamptz NOT NULL,
    CONSTRAINT PK_stored_file PRIMARY KEY (file_hash)
);

CREATE TABLE student_file
(
    student_id  bigint NOT NULL,
    file_id     bigint NOT NULL,
    kind        varchar(20) COLLATE "C" NOT NULL,
    file_hash   varchar(64) COLLATE "C" NOT NULL,
    file_name   varchar(120) NOT NULL,
    uploaded_by bigint NOT NULL,
    uploaded_at timestamptz NOT NULL,
    CONSTRAINT PK_student_file PRIMARY KEY (student_id, file_id),
    CONSTRAINT FK_student_file_student FOREIGN KEY (student_id) REFERENCES student (student_id),
    CONSTRAINT FK_student_file_file_hash FOREIGN KEY (file_hash) REFERENCES stored_file (file_hash)
);

-- What the archive holds beside the form (学籍档案): quality report, health, awards, aid …
CREATE TABLE student_archive_item
(
    student_id  bigint NOT NULL,
    item_id     bigint NOT NULL,
    category    integer NOT NULL,
    occurred_on date NOT NULL,
    title       varchar(120) NOT NULL,
    content     varchar(2000) NULL,
    file_hash   varchar(64) COLLATE "C" NULL,
    recorded_by bigint NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT PK_student_archive_item PRIMARY KEY (student_id, item_id),
    CONSTRAINT FK_student_archive_item_student FOREIGN KEY (student_id) REFERENCES student (student_id)
);

-- Old and new values of every field that was changed, for ever.
CREATE TABLE student_revision
(
    student_id  bigint NOT NULL,
    revision_id bigint NOT NULL,
    changed_at  timestamptz NOT NULL,
    changed_by  bigint NOT NULL,
    source      varchar(20) COLLATE "C" NOT NULL,
    changes     text NOT NULL,
    CONSTRAINT PK_student_revision PRIMARY KEY (student_id, revision_id),
    CONSTRAINT FK_student_revision_student FOREIGN KEY (student_id) REFERENCES student (student_id)
);
