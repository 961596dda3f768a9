-- One row: which center this database is.
CREATE TABLE center
(
    center_code varchar(2) COLLATE "C" NOT NULL,
    name        varchar(60) NOT NULL,
    tier        varchar(10) COLLATE "C" NOT NULL,
    region_code varchar(6) COLLATE "C" NOT NULL,
    created_at  timestamptz NOT NULL,
    CONSTRAINT PK_center PRIMARY KEY (center_code)
);

-- Blocks of the center's own number space; see docs/decisions on identifiers.
CREATE TABLE id_allocator
(
    name       varchar(20) COLLATE "C" NOT NULL,
    next_value bigint NOT NULL,
    CONSTRAINT PK_id_allocator PRIMARY KEY (name)
);

CREATE TABLE code_table
(
    table_name varchar(40) COLLATE "C" NOT NULL,
    title      varchar(60) NOT NULL,
    standard   varchar(60) NOT NULL,
    note       varchar(200) NULL,
    CONSTRAINT PK_code_table PRIMARY KEY (table_name)
);

CREATE TABLE code_item
(
    table_name     varchar(40) COLLATE "C" NOT NULL,
    code           varchar(10) COLLATE "C" NOT NULL,
    name           varchar(120) NOT NULL,
    sort           integer NOT NULL,
    parent_code    varchar(10) COLLATE "C" NULL,
    valid_from     date NULL,
    valid_to       date NULL,
    successor_code varchar(10) COLLATE "C" NULL,
    outward_code   varchar(10) COLLATE "C" NULL,
    CONSTRAINT PK_code_item PRIMARY KEY (table_name, code),
    CONSTRAINT FK_code_item_table_name FOREIGN KEY (table_name) REFERENCES code_table (table_name)
);

-- GB/T 2260 with validity: a birth place may lie in an abolished county.
CREATE TABLE region
(
    region_code         varchar(6) COLLATE "C" NOT NULL,
    name                varchar(60) NOT NULL,
    level               varchar(10) COLLATE "C" NOT NULL,
    parent_code         varchar(6) COLLATE "C" NULL,
    kind                varchar(12) COLLATE "C" NOT NULL,
    is_county_authority boolean NOT NULL,
    has_center          boolean NOT NULL,
    valid_from          date NULL,
    valid_to            date NULL,
    successor_code      varchar(6) COLLATE "C" NULL,
    CONSTRAINT PK_region PRIMARY KEY (region_code)
);
CREATE INDEX IX_region_parent ON region (parent_code);

CREATE TABLE calendar_day
(
    day         date NOT NULL,
    is_working  boolean NOT NULL,
    name        varchar(40) NULL,
    provisional boolean NOT NULL,
    CONSTRAINT PK_calendar_day PRIMARY KEY (day)
);

CREATE TABLE province_rule
(
    province_code varchar(6) COLLATE "C" NOT NULL,
    rule_name     varchar(60) COLLATE "C" NOT NULL,
    valid_from    date NOT NULL,
    valid_to      date NULL,
    value         varchar(200) NOT NULL,
    source        varchar(200) NULL,
    CONSTRAINT PK_province_rule PRIMARY KEY (province_code, rule_name, valid_from)
);

-- One row a part of the reference data (code tables, regions, calendar, rules): its version as a whole.
CREATE TABLE reference_version
(
    part        varchar(20) COLLATE "C" NOT NULL,
    row_version integer NOT NULL,
    CONSTRAINT PK_reference_version PRIMARY KEY (part)
);
