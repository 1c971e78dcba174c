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

-- one row per band of a rule: the first band (by sort) a figure falls into names its status
create table if not exists ref_status_rule (
    rule_code varchar,
    rule_name varchar,
    rule_version varchar,
    applies_to varchar,
    sort_order integer,
    status varchar,
    measure varchar,
    lower_bound double,
    is_lower_included boolean,
    upper_bound double,
    is_upper_included boolean,
    place_side varchar,
    place_limit integer,
    source varchar,
    source_url varchar,
    note varchar
);

-- one row per step on a project's way; intake reads printed words into these names
create table if not exists ref_project_stage (
    stage_code varchar,
    stage_name varchar,
    stage_order integer
);
