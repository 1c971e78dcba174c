-- Reference tables: what data/reference says, filled when the lake is opened.
-- Live in memory; the lake keeps only what was printed and what an office answered.

create table if not exists ref_indicator (
    indicator_code varchar,
    indicator_name varchar,
    breakdown varchar,
    parent_code varchar,
    unit varchar,
    adds_up boolean,
    sort_order integer,
    scope varchar
);

create table if not exists ref_alias (
    label_key varchar,
    indicator_code varchar,
    valid_from varchar,
    valid_to varchar
);

create table if not exists ref_region (
    region_code varchar,
    region_name varchar,
    region_level varchar,
    parent_code varchar
);
