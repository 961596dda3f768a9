-- The other data centers that this one speaks to: at the nation the provinces, in a province the nation.
CREATE TABLE dbo.known_center
(
    center_code varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    name        nvarchar(100) COLLATE Chinese_PRC_CI_AS NOT NULL,
    state       varchar(12) COLLATE Latin1_General_100_BIN2 NOT NULL,
    address     varchar(400) COLLATE Latin1_General_100_BIN2 NULL,
    enrolled_at datetime2(6) NOT NULL,
    CONSTRAINT PK_known_center PRIMARY KEY (center_code)
);

-- Public keys (ECDSA P-256) of this center and the others. A key that followed another carries that one's signature over it.
CREATE TABLE dbo.center_key
(
    center_code varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    key_id      varchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
    public_key  varchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    valid_from  datetime2(6) NOT NULL,
    valid_to    datetime2(6) NULL,
    endorsed_by varchar(32) COLLATE Latin1_General_100_BIN2 NULL,
    endorsement varchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT PK_center_key PRIMARY KEY (center_code, key_id)
);

-- One-time tokens with which a province joins; only their hash is here.
CREATE TABLE dbo.center_invitation
(
    token_hash  varchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    center_code varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    created_at  datetime2(6) NOT NULL,
    created_by  nvarchar(50) COLLATE Chinese_PRC_CI_AS NOT NULL,
    expires_at  datetime2(6) NOT NULL,
    used_at     datetime2(6) NULL,
    used_by_key varchar(32) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT PK_center_invitation PRIMARY KEY (token_hash)
);

-- Requests of centers that were seen lately: each is taken once.
CREATE TABLE dbo.center_nonce
(
    center_code varchar(2) COLLATE Latin1_General_100_BIN2 NOT NULL,
    nonce       varchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
    seen_at     datetime2(6) NOT NULL,
    CONSTRAINT PK_center_nonce PRIMARY KEY (center_code, nonce)
);
CREATE INDEX IX_center_nonce_seen_at ON dbo.center_nonce (seen_at);
