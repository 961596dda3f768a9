-- One row: which center this database is.
CREATE TABLE center
(
    center_code TEXT NOT NULL,
    name        TEXT NOT NULL,
    tier        TEXT NOT NULL,
    region_code TEXT NOT NULL,
    created_at  TEXT NOT NULL,
    CONSTRAINT PK_center PRIMARY KEY (center_code)
) STRICT, WITHOUT ROWID;

-- Blocks of the center's own number space; see docs/decisions on identifiers.
CREATE TABLE id_allocator
(
    name       TEXT NOT NULL,
    next_value INTEGER NOT NULL,
    CONSTRAINT PK_id_allocator PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;

CREATE TABLE code_table
(
    table_name TEXT NOT NULL,
    title      TEXT NOT NULL,
    standard   TEXT NOT NULL,
    note       TEXT NULL,
    CONSTRAINT PK_code_table PRIMARY KEY (table_name)
) STRICT, WITHOUT ROWID;

CREATE TABLE code_item
(
    table_name     TEXT NOT NULL,
    code           TEXT NOT NULL,
    name           TEXT NOT NULL,
    sort           INTEGER NOT NULL,
    parent_code    TEXT NULL,
    valid_from     TEXT NULL,
    valid_to       TEXT NULL,
    successor_code TEXT NULL,
    outward_code   TEXT NULL,
    CONSTRAINT PK_code_item PRIMARY KEY (table_name, code),
    CONSTRAINT FK_code_item_table_name FOREIGN KEY (table_name) REFERENCES code_table (table_name)
) STRICT, WITHOUT ROWID;

-- GB/T 2260 with validity: a birth place may lie in an abolished county.
CREATE TABLE region
(
    region_code         TEXT NOT NULL,
    name                TEXT NOT NULL,
    level               TEXT NOT NULL,
    parent_code         TEXT NULL,
    kind                TEXT NOT NULL,
    is_county_authority INTEGER NOT NULL,
    has_center          INTEGER NOT NULL,
    valid_from          TEXT NULL,
    valid_to            TEXT NULL,
    successor_code      TEXT NULL,
    CONSTRAINT PK_region PRIMARY KEY (region_code)
) STRICT, WITHOUT ROWID;
CREATE INDEX IX_region_parent ON region (parent_code);

CREATE TABLE calendar_day
(
    day         TEXT NOT NULL,
    is_working  INTEGER NOT NULL,
    name        TEXT NULL,
    provisional INTEGER NOT NULL,
    CONSTRAINT PK_calendar_day PRIMARY KEY (day)
) STRICT, WITHOUT ROWID;

CREATE TABLE province_rule
(
    province_code TEXT NOT NULL,
    rule_name     TEXT NOT NULL,
    valid_from    TEXT NOT NULL,
    valid_to      TEXT NULL,
    value         TEXT NOT NULL,
    source        TEXT NULL,
    CONSTRAINT PK_province_rule PRIMARY KEY (province_code, rule_name, valid_from)
) STRICT, WITHOUT ROWID;

-- One row a part of the reference data (code tables, regions, calendar, rules): its version as a whole.
CREATE TABLE reference_version
(
    part        TEXT NOT NULL,
    row_version INTEGER NOT NULL,
    CONSTRAINT PK_reference_version PRIMARY KEY (part)
) STRICT, WITHOUT ROWID;
