-- The tables on disk. Nothing in them is updated or deleted but the moment of the last
-- write: a correction, a newer upload and a withdrawal are new rows. Grain is said above
-- each table.

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

-- one row per time an office put a region on its list, over data/reference/regions.csv
create table if not exists lake.office_region (
    region_code varchar,  -- its own, or PARENT/NAME
    region_name varchar,
    region_level varchar,
    parent_code varchar,
    noted_by varchar,
    noted_at timestamp
);

-- one row per time an office put an indicator on its list, over data/reference/indicators.csv
create table if not exists lake.office_indicator (
    indicator_code varchar,
    label varchar,
    label_key varchar,
    parent_code varchar,
    unit varchar,
    adds_up boolean,
    noted_by varchar,
    noted_at timestamp
);

-- one row per project and period, as a ledger prints it
create table if not exists lake.raw_project_month (
    upload_id varchar,
    row_number integer,
    sheet varchar,
    sheet_row integer,
    cells varchar,  -- JSON: column name of this table to the A1 cell it was read from
    year integer,
    month integer,
    region_code varchar,
    project_code varchar,
    project_name varchar,
    unit_label varchar,
    league varchar,
    priority_level varchar,
    project_kind varchar,
    stage varchar,
    industry_label varchar,
    tags varchar,
    money_unit varchar,
    planned_total decimal(28, 10),
    invested_before decimal(28, 10),
    annual_plan decimal(28, 10),
    ytd decimal(28, 10),
    ytd_plan decimal(28, 10),
    monthly decimal(28, 10),
    monthly_plan decimal(28, 10),
    funds_in_place decimal(28, 10),
    printed_rate_pct decimal(28, 10),
    planned_start_on date,
    started_on date,
    planned_finish_on date,
    finished_on date,
    is_started boolean,
    is_in_statistics boolean,
    progress_text varchar,
    next_plan_text varchar,
    problem_text varchar,
    problem_owner varchar,
    problem_due_on date,
    leader varchar,
    contact varchar
);

-- one row per total or subtotal a ledger prints, to check against its projects
create table if not exists lake.raw_project_subtotal (
    upload_id varchar,
    row_number integer,
    sheet varchar,
    sheet_row integer,
    cells varchar,
    year integer,
    month integer,
    label varchar,
    first_row integer,
    last_row integer,
    project_count integer,
    money_unit varchar,
    planned_total decimal(28, 10),
    annual_plan decimal(28, 10),
    ytd decimal(28, 10)
);

-- one row per unit (or district) and period of a table that prints no single projects
create table if not exists lake.raw_unit_month (
    upload_id varchar,
    row_number integer,
    sheet varchar,
    sheet_row integer,
    cells varchar,
    year integer,
    month integer,
    region_code varchar,
    unit_label varchar,
    scope varchar,
    project_count integer,
    started_count integer,
    money_unit varchar,
    planned_total decimal(28, 10),
    annual_plan decimal(28, 10),
    ytd decimal(28, 10),
    ytd_plan decimal(28, 10),
    monthly decimal(28, 10),
    funds_in_place decimal(28, 10),
    printed_rate_pct decimal(28, 10),
    printed_rank integer
);

-- one row per goal: a year's, or one month's or quarter's of it
create table if not exists lake.raw_target (
    upload_id varchar,
    row_number integer,
    sheet varchar,
    cell varchar,
    year integer,
    month integer,  -- null: the whole year
    scope_kind varchar,
    scope_label varchar,
    region_code varchar,
    indicator_label varchar,
    goal_kind varchar,
    tier varchar,
    value decimal(28, 10),
    unit varchar
);

-- one row per finding of a red check that somebody took in all the same
create table if not exists lake.check_note (
    upload_id varchar,
    check_name varchar,
    cell varchar,  -- sheet!cell of the upload's file
    text varchar,
    noted_by varchar,
    noted_at timestamp
);

-- one row per time somebody said that two names are one project, or are not
create table if not exists lake.project_identity (
    project_key varchar,
    same_as_key varchar,
    is_same boolean,
    noted_by varchar,
    noted_at timestamp
);

-- one row per time a paragraph of a draft was rewritten, switched, moved or given back
create table if not exists lake.draft_edit (
    region_code varchar,
    period_code varchar,
    kind varchar,
    paragraph_id varchar,
    text varchar,  -- null: as the product words it
    is_on boolean,
    position integer,  -- null: where the phrase list puts it
    figures varchar,  -- JSON: [fact id, how it stood in the text] in the text's order
    noted_by varchar,
    noted_at timestamp
);

-- one row per 定稿: its words as they were signed off, and the moment they are true of
create table if not exists lake.frozen_draft (
    draft_id varchar,
    region_code varchar,
    period_code varchar,
    kind varchar,
    title varchar,
    content varchar,  -- JSON: sections of paragraphs with their figures and sources
    noted_by varchar,
    noted_at timestamp
);

-- one row per time the screens of a meeting were put in order
create table if not exists lake.meeting_order (
    region_code varchar,
    period_code varchar,
    screens varchar,  -- JSON: [screen, is shown] in their order
    noted_by varchar,
    noted_at timestamp
);

-- one row: when anything, and when a figure, was written last; every writer changes it, so
-- that two at once collide
create table if not exists lake.last_write (
    written_at timestamp,
    figures_at timestamp
);

insert into lake.last_write
select timestamp '1970-01-01', timestamp '1970-01-01'
where not exists (from lake.last_write);
