CREATE TABLE organization
(
    organization_id INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    code            TEXT NULL,
    name            TEXT NOT NULL,
    name_pinyin     TEXT NOT NULL,
    parent_id       INTEGER NULL,
    region_code     TEXT NOT NULL,
    is_active       INTEGER NOT NULL,
    home_center     TEXT NOT NULL,
    row_version     INTEGER NOT NULL,
    CONSTRAINT PK_organization PRIMARY KEY (organization_id),
    CONSTRAINT FK_organization_parent FOREIGN KEY (parent_id) REFERENCES organization (organization_id),
    CONSTRAINT FK_organization_region_code FOREIGN KEY (region_code) REFERENCES region (region_code)
) STRICT;
CREATE UNIQUE INDEX UX_organization_code ON organization (code) WHERE code IS NOT NULL;
CREATE INDEX IX_organization_parent ON organization (parent_id);

CREATE TABLE school
(
    school_id             INTEGER NOT NULL,
    status                TEXT NOT NULL,
    type_code             TEXT NOT NULL,
    organizer_code        TEXT NOT NULL,
    supervising_id        INTEGER NOT NULL,
    county_id             INTEGER NOT NULL,
    city_id               INTEGER NULL,
    province_id           INTEGER NOT NULL,
    location_code         TEXT NOT NULL,
    urban_rural_code      TEXT NOT NULL,
    english_name          TEXT NULL,
    address               TEXT NOT NULL,
    postal_code           TEXT NOT NULL,
    phone                 TEXT NOT NULL,
    fax                   TEXT NULL,
    email                 TEXT NULL,
    website               TEXT NULL,
    founded_on            TEXT NULL,
    credit_code           TEXT NULL,
    legal_representative  TEXT NULL,
    principal_name        TEXT NULL,
    owner_code            TEXT NULL,
    ethnic_attribute_code TEXT NULL,
    language_code         TEXT NULL,
    schooling_system      TEXT NOT NULL,
    school_year           INTEGER NOT NULL,
    CONSTRAINT PK_school PRIMARY KEY (school_id),
    CONSTRAINT FK_school_school FOREIGN KEY (school_id) REFERENCES organization (organization_id),
    CONSTRAINT FK_school_supervising FOREIGN KEY (supervising_id) REFERENCES organization (organization_id),
    CONSTRAINT FK_school_county FOREIGN KEY (county_id) REFERENCES organization (organization_id),
    CONSTRAINT FK_school_province FOREIGN KEY (province_id) REFERENCES organization (organization_id)
) STRICT;
CREATE INDEX IX_school_county ON school (county_id);
CREATE INDEX IX_school_supervising ON school (supervising_id);

-- Who may see a school: the school, its bureaus up the tree and its supervising bureau. The one table that scope is cut by.
CREATE TABLE school_scope
(
    organization_id INTEGER NOT NULL,
    school_id       INTEGER NOT NULL,
    CONSTRAINT PK_school_scope PRIMARY KEY (organization_id, school_id),
    CONSTRAINT FK_school_scope_school FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX IX_school_scope_school ON school_scope (school_id, organization_id);

-- Every code ever issued (一校一码); a void one is never given to another school.
CREATE TABLE school_code
(
    code        TEXT NOT NULL,
    school_id   INTEGER NOT NULL,
    state       TEXT NOT NULL,
    assigned_on TEXT NOT NULL,
    voided_on   TEXT NULL,
    reason      TEXT NULL,
    CONSTRAINT PK_school_code PRIMARY KEY (code)
) STRICT, WITHOUT ROWID;

CREATE TABLE school_event
(
    school_id       INTEGER NOT NULL,
    event_id        INTEGER NOT NULL,
    kind            TEXT NOT NULL,
    occurred_on     TEXT NOT NULL,
    before_value    TEXT NULL,
    after_value     TEXT NULL,
    other_school_id INTEGER NULL,
    document_number TEXT NULL,
    note            TEXT NULL,
    recorded_by     INTEGER NOT NULL,
    recorded_at     TEXT NOT NULL,
    CONSTRAINT PK_school_event PRIMARY KEY (school_id, event_id),
    CONSTRAINT FK_school_event_school FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sub_unit
(
    sub_unit_id INTEGER NOT NULL,
    school_id   INTEGER NOT NULL,
    name        TEXT NOT NULL,
    type_code   TEXT NOT NULL,
    address     TEXT NULL,
    is_active   INTEGER NOT NULL,
    home_center TEXT NOT NULL,
    row_version INTEGER NOT NULL,
    CONSTRAINT PK_sub_unit PRIMARY KEY (sub_unit_id),
    CONSTRAINT FK_sub_unit_school FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT;
CREATE INDEX IX_sub_unit_school ON sub_unit (school_id);

CREATE TABLE staff
(
    staff_id              INTEGER NOT NULL,
    school_id             INTEGER NOT NULL,
    staff_number          TEXT NOT NULL,
    name                  TEXT NOT NULL,
    name_pinyin           TEXT NOT NULL,
    sex_code              TEXT NOT NULL,
    birth_date            TEXT NOT NULL,
    document_type         TEXT NOT NULL,
    document_number       TEXT NOT NULL,
    ethnicity_code        TEXT NOT NULL,
    nationality_code      TEXT NOT NULL,
    birth_place_code      TEXT NULL,
    political_status_code TEXT NULL,
    education_level_code  TEXT NULL,
    post_code             TEXT NULL,
    establishment_code    TEXT NULL,
    subject               TEXT NULL,
    work_started_on       TEXT NULL,
    joined_on             TEXT NULL,
    phone                 TEXT NULL,
    email                 TEXT NULL,
    is_active             INTEGER NOT NULL,
    home_center           TEXT NOT NULL,
    row_version           INTEGER NOT NULL,
    CONSTRAINT PK_staff PRIMARY KEY (staff_id),
    CONSTRAINT FK_staff_school FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT;
CREATE UNIQUE INDEX UX_staff_number ON staff (school_id, staff_number);
CREATE INDEX IX_staff_document ON staff (document_type, document_number);

CREATE TABLE school_class
(
    class_id         INTEGER NOT NULL,
    school_id        INTEGER NOT NULL,
    sub_unit_id      INTEGER NULL,
    stage            INTEGER NOT NULL,
    entry_year       INTEGER NOT NULL,
    class_number     INTEGER NOT NULL,
    grade            TEXT NOT NULL,
    name             TEXT NOT NULL,
    type_code        TEXT NOT NULL,
    schooling_system TEXT NOT NULL,
    head_teacher_id  INTEGER NULL,
    status           TEXT NOT NULL,
    formed_on        TEXT NOT NULL,
    finished_on      TEXT NULL,
    home_center      TEXT NOT NULL,
    row_version      INTEGER NOT NULL,
    CONSTRAINT PK_school_class PRIMARY KEY (class_id),
    CONSTRAINT FK_school_class_school FOREIGN KEY (school_id) REFERENCES school (school_id),
    CONSTRAINT FK_school_class_sub_unit FOREIGN KEY (sub_unit_id) REFERENCES sub_unit (sub_unit_id)
) STRICT;
CREATE UNIQUE INDEX UX_school_class_number ON school_class (school_id, stage, entry_year, class_number);

-- What the ministry monitors of a school, a row a year.
CREATE TABLE school_condition
(
    school_id                  INTEGER NOT NULL,
    year                       INTEGER NOT NULL,
    site_area                  REAL NULL,
    building_area              REAL NULL,
    teaching_area              REAL NULL,
    dormitory_area             REAL NULL,
    dangerous_area             REAL NULL,
    classroom_count            INTEGER NULL,
    multimedia_classroom_count INTEGER NULL,
    broadband_mbps             INTEGER NULL,
    has_campus_network         INTEGER NULL,
    computer_count             INTEGER NULL,
    teaching_computer_count    INTEGER NULL,
    library_volumes            INTEGER NULL,
    ebook_volumes              INTEGER NULL,
    sports_ground_area         REAL NULL,
    full_time_teacher_count    INTEGER NULL,
    pupil_count                INTEGER NULL,
    home_center                TEXT NOT NULL,
    row_version                INTEGER NOT NULL,
    CONSTRAINT PK_school_condition PRIMARY KEY (school_id, year),
    CONSTRAINT FK_school_condition_school FOREIGN KEY (school_id) REFERENCES school (school_id)
) STRICT, WITHOUT ROWID;
