-- What is known, and from when until when it was: written by analytics/lake/core.py with what
-- changes it, and made again from raw rows by rebuild. The columns are those of the truth_
-- views; digest is of them all. known_until is 9999-12-31 while nothing has replaced a row.

-- one row per upload and state
create table if not exists lake.core_upload (
    upload_id varchar,
    sha256 varchar,
    file varchar,
    sender varchar,
    region_code varchar,
    uploaded_by varchar,
    uploaded_at timestamp,
    reason varchar,
    row_count integer,
    status varchar,
    status_since timestamp,
    note varchar,
    digest ubigint,
    known_from timestamp,
    known_until timestamp
);

-- one row per printed number and standing: in use, or not
create table if not exists lake.core_observation (
    upload_id varchar,
    row_number integer,
    statistic varchar,
    year integer,
    month integer,
    region_code varchar,
    label_key varchar,
    span varchar,
    region_label varchar,
    label varchar,
    section varchar,
    parent varchar,
    is_of_which boolean,
    table_title varchar,
    measure varchar,
    unit varchar,
    printed varchar,
    value decimal(28, 10),
    level_cny_10k decimal(28, 6),
    file varchar,
    sheet varchar,
    cell varchar,
    sha256 varchar,
    sender varchar,
    accepted_at timestamp,
    indicator_code varchar,
    is_in_use boolean,
    digest ubigint,
    known_from timestamp,
    known_until timestamp
);

-- one row per region without a code, named inside a coded one
create table if not exists lake.core_named_region (
    region_code varchar,
    digest ubigint,
    known_from timestamp,
    known_until timestamp
);

-- one row per region an office added
create table if not exists lake.core_office_region (
    region_code varchar,
    region_name varchar,
    region_level varchar,
    parent_code varchar,
    digest ubigint,
    known_from timestamp,
    known_until timestamp
);

-- one row per indicator an office added
create table if not exists lake.core_office_indicator (
    indicator_code varchar,
    label varchar,
    label_key varchar,
    parent_code varchar,
    unit varchar,
    adds_up boolean,
    digest ubigint,
    known_from timestamp,
    known_until timestamp
);

-- one row per region, indicator, period and version of its figures
create table if not exists lake.core_investment (
    region_code varchar,
    indicator_code varchar,
    year integer,
    month integer,
    ytd_cny_10k decimal(28, 6),
    yoy_reported_pct decimal(28, 10),
    rank_reported decimal(28, 10),
    share_reported_pct decimal(28, 10),
    level_rounding_cny_10k decimal(28, 6),
    level_source varchar,
    yoy_reported_source varchar,
    rank_source varchar,
    share_source varchar,
    level_upload_id varchar,
    yoy_upload_id varchar,
    rank_upload_id varchar,
    ytd_last_year_cny_10k decimal(28, 6),
    level_last_year_source varchar,
    level_last_year_upload_id varchar,
    yoy_computed_pct double,
    is_incomparable boolean,
    has_incomparable_series boolean,
    yoy_pct double,
    is_published boolean,
    comparable_base_cny_10k double,
    yoy_computed_source varchar,
    yoy_source varchar,
    previous_year integer,
    previous_month integer,
    previous_yoy_pct double,
    is_previous_published boolean,
    previous_yoy_source varchar,
    previous_yoy_upload_id varchar,
    digest ubigint,
    known_from timestamp,
    known_until timestamp
);

-- one row per upload, region and period that makes up a roster
create table if not exists lake.core_ledger_upload (
    upload_id varchar,
    region_code varchar,
    sender varchar,
    year integer,
    month integer,
    accepted_at timestamp,
    row_count bigint,
    is_own_period boolean,
    digest ubigint,
    known_from timestamp,
    known_until timestamp
);

-- one row per row of a ledger that counts, and version of what it comes to
create table if not exists lake.core_project (
    upload_id varchar,
    row_number integer,
    region_code varchar,
    district_code varchar,
    year integer,
    month integer,
    project_key varchar,
    project_code varchar,
    project_name varchar,
    unit varchar,
    unit_key varchar,
    league varchar,
    priority_level varchar,
    project_kind varchar,
    stage varchar,
    industry_label varchar,
    tags varchar,
    planned_total_cny_10k decimal(28, 6),
    invested_before_cny_10k decimal(28, 6),
    annual_plan_cny_10k decimal(28, 6),
    ytd_cny_10k decimal(28, 6),
    ytd_plan_cny_10k decimal(28, 6),
    monthly_cny_10k decimal(28, 6),
    monthly_plan_cny_10k decimal(28, 6),
    funds_in_place_cny_10k decimal(28, 6),
    printed_rate_pct decimal(28, 10),
    planned_start_on date,
    started_on date,
    planned_finish_on date,
    finished_on date,
    is_started_printed boolean,
    is_in_statistics boolean,
    progress_text varchar,
    next_plan_text varchar,
    problem_text varchar,
    problem_owner varchar,
    problem_due_on date,
    leader varchar,
    contact varchar,
    file varchar,
    sheet varchar,
    sheet_row integer,
    cells varchar,
    name_cell varchar,
    ytd_cell varchar,
    annual_plan_cell varchar,
    problem_cell varchar,
    sha256 varchar,
    sender varchar,
    accepted_at timestamp,
    is_in_use boolean,
    stage_code varchar,
    stage_order integer,
    period_end_on date,
    is_started boolean,
    is_finished boolean,
    is_new_start boolean,
    is_start_due boolean,
    should_be_listed boolean,
    months_since_start_plan bigint,
    unstarted_months bigint,
    unlisted_months bigint,
    invested_total_cny_10k decimal(29, 6),
    completion_rate_pct double,
    plan_to_date_rate_pct double,
    total_rate_pct double,
    funds_rate_pct double,
    digest ubigint,
    known_from timestamp,
    known_until timestamp
);

-- one row per region, scope, unit, period and version
create table if not exists lake.core_unit (
    upload_id varchar,
    row_number integer,
    region_code varchar,
    district_code varchar,
    year integer,
    month integer,
    unit varchar,
    unit_key varchar,
    scope varchar,
    is_total boolean,
    project_count integer,
    started_count integer,
    planned_total_cny_10k decimal(28, 6),
    annual_plan_cny_10k decimal(28, 6),
    ytd_cny_10k decimal(28, 6),
    ytd_plan_cny_10k decimal(28, 6),
    monthly_cny_10k decimal(28, 6),
    funds_in_place_cny_10k decimal(28, 6),
    printed_rate_pct decimal(28, 10),
    printed_rank integer,
    file varchar,
    sheet varchar,
    ytd_cell varchar,
    annual_plan_cell varchar,
    sha256 varchar,
    sender varchar,
    accepted_at timestamp,
    digest ubigint,
    known_from timestamp,
    known_until timestamp
);

-- one row per goal and version
create table if not exists lake.core_target (
    upload_id varchar,
    row_number integer,
    region_code varchar,
    district_code varchar,
    year integer,
    month integer,
    scope_kind varchar,
    scope_label varchar,
    unit_key varchar,
    is_total boolean,
    indicator_label varchar,
    goal_kind varchar,
    tier varchar,
    goal_cny_10k decimal(28, 6),
    goal_value decimal(28, 10),
    unit varchar,
    file varchar,
    sheet varchar,
    cell varchar,
    sha256 varchar,
    sender varchar,
    accepted_at timestamp,
    digest ubigint,
    known_from timestamp,
    known_until timestamp
);

-- one row per region, unit, quarter's end and version of the share of the year's plan due
create table if not exists lake.core_quarter_goal (
    region_code varchar,
    unit_key varchar,
    year integer,
    month integer,
    goal_share_pct double,
    digest ubigint,
    known_from timestamp,
    known_until timestamp
);

-- one row per region, period, unit (null: the whole region) and version of its sums
create table if not exists lake.core_ledger_sum (
    region_code varchar,
    year integer,
    month integer,
    unit_key varchar,
    is_total boolean,
    unit varchar,
    league varchar,
    project_count bigint,
    plan_missing_count bigint,
    started_count bigint,
    new_start_count bigint,
    start_due_count bigint,
    new_started_count bigint,
    should_list_count bigint,
    listed_count bigint,
    idle_count bigint,
    planned_total_cny_10k decimal(38, 6),
    annual_plan_cny_10k decimal(38, 6),
    ytd_cny_10k decimal(38, 6),
    ytd_plan_cny_10k decimal(38, 6),
    plan_by_months_cny_10k decimal(38, 6),
    ytd_by_months_cny_10k decimal(38, 6),
    funds_in_place_cny_10k decimal(38, 6),
    plan_with_funds_cny_10k decimal(38, 6),
    source varchar,
    digest ubigint,
    known_from timestamp,
    known_until timestamp
);

-- by which lists and which SQL the rows above were made, and in which columns; one row
create table if not exists lake.core_mark (
    lists varchar,
    shape varchar,
    made_at timestamp
);

-- One region's rows lie together once small files are joined, and what is closed lies in
-- files of its own, which a question about now never opens.
alter table lake.core_observation set sorted by (region_code, indicator_code, year, month);
alter table lake.core_observation set partitioned by (year(known_until));
alter table lake.core_investment set sorted by (region_code, indicator_code, year, month);
alter table lake.core_investment set partitioned by (year(known_until));
alter table lake.core_project set sorted by (region_code, year, month, project_key);
alter table lake.core_project set partitioned by (year(known_until));
alter table lake.core_ledger_sum set sorted by (region_code, year, month, unit_key);
alter table lake.core_ledger_sum set partitioned by (year(known_until));
