-- The tables on disk. Nothing in them is updated or deleted: a correction, a newer
-- upload and a withdrawal are new rows. Grain is said above each table.

-- one row per accepted upload
create table if not exists lake.upload (
    upload_id varchar,
    sha256 varchar,
    file varchar,
    sender varchar,
    region_code varchar,
    uploaded_by varchar,
    uploaded_at timestamp,
    reason varchar,
    row_count integer
);

-- one row per change of an upload's status (accepted, withdrawn)
create table if not exists lake.upload_event (
    upload_id varchar,
    status varchar,
    changed_at timestamp,
    changed_by varchar,
    note varchar
);

-- one row per printed number
create table if not exists lake.raw_observation (
    upload_id varchar,
    row_number integer,
    sheet varchar,
    cell varchar,
    table_title varchar,
    statistic varchar,
    year integer,
    month integer,
    span varchar,
    region_label varchar,
    region_code varchar,
    label varchar,
    label_key varchar,
    section varchar,
    parent varchar,
    is_of_which boolean,
    measure varchar,
    unit varchar,
    printed varchar,
    value decimal(28, 10)
);

-- one row per time somebody said which region a sender reports for
create table if not exists lake.sender (
    sender varchar,
    region_code varchar,
    noted_at timestamp
);

-- one row per answer to a question about a layout
create table if not exists lake.layout_answer (
    sender varchar,
    fingerprint varchar,
    about varchar,
    answer varchar,
    noted_at timestamp
);

-- one row per printed label an office mapped to an indicator
create table if not exists lake.indicator_mapping (
    label varchar,
    label_key varchar,
    indicator_code varchar,
    noted_by varchar,
    noted_at timestamp
);
