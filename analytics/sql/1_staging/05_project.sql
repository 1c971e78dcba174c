-- What each ledger says of each project, typed: money in 万元, with its place and key.
-- Grain: one row per project and period of an upload that counts. No sums, no picking.
create or replace view stg_project as

with

projects as (

    select * from lake.raw_project_month

),

uploads as (

    select * from stg_upload

),

sameness_decided_by_the_office as (

    select * from stg_project_identity

),

placed_in_their_upload as (

    -- A ledger belongs to the office that sent it; a city's lists projects of districts.
    select
        projects.*,
        case
            when uploads.region_code <> '' then uploads.region_code
            else projects.region_code
        end as ledger_region_code,
        project_key_of(
            ledger_region_code, projects.project_code, projects.project_name,
            projects.unit_label
        ) as key_printed,
        uploads.file,
        uploads.sha256,
        uploads.sender,
        uploads.accepted_at

    from projects

    inner join uploads
        on projects.upload_id = uploads.upload_id

    where is_touched(ledger_region_code)
        and is_touched_in(projects.year, projects.month)

),

typed as (

    select
        ---------- keys
        placed.upload_id,
        placed.row_number,
        placed.ledger_region_code as region_code,
        placed.region_code as district_code,
        placed.year,
        placed.month,
        coalesce(sameness.same_as_key, placed.key_printed) as project_key,
        placed.project_code,
        placed.project_name,
        case
            when trim(placed.unit_label) = '' then '（未注明单位）'
            else trim(placed.unit_label)
        end as unit,
        name_key(placed.unit_label) as unit_key,

        ---------- kinds
        placed.league,
        placed.priority_level,
        placed.project_kind,
        placed.stage,
        placed.industry_label,
        placed.tags,

        ---------- amounts
        to_cny_10k(placed.planned_total, placed.money_unit) as planned_total_cny_10k,
        to_cny_10k(placed.invested_before, placed.money_unit) as invested_before_cny_10k,
        to_cny_10k(placed.annual_plan, placed.money_unit) as annual_plan_cny_10k,
        to_cny_10k(placed.ytd, placed.money_unit) as ytd_cny_10k,
        to_cny_10k(placed.ytd_plan, placed.money_unit) as ytd_plan_cny_10k,
        to_cny_10k(placed.monthly, placed.money_unit) as monthly_cny_10k,
        to_cny_10k(placed.monthly_plan, placed.money_unit) as monthly_plan_cny_10k,
        to_cny_10k(placed.funds_in_place, placed.money_unit) as funds_in_place_cny_10k,
        placed.printed_rate_pct,

        ---------- moments and states
        placed.planned_start_on,
        placed.started_on,
        placed.planned_finish_on,
        placed.finished_on,
        placed.is_started as is_started_printed,
        placed.is_in_statistics,

        ---------- words
        placed.progress_text,
        placed.next_plan_text,
        placed.problem_text,
        placed.problem_owner,
        placed.problem_due_on,
        placed.leader,
        placed.contact,

        ---------- origin
        placed.file,
        placed.sheet,
        placed.sheet_row,
        placed.cells,
        coalesce(cell_of(placed.cells, 'project_name'), 'A' || placed.sheet_row) as name_cell,
        cell_of(placed.cells, 'ytd') as ytd_cell,
        cell_of(placed.cells, 'annual_plan') as annual_plan_cell,
        cell_of(placed.cells, 'problem_text') as problem_cell,
        placed.sha256,
        placed.sender,
        placed.accepted_at

    from placed_in_their_upload as placed

    left join sameness_decided_by_the_office as sameness
        on placed.key_printed = sameness.project_key

)

select * from typed;
