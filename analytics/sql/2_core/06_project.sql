-- One truth per project and period, with what the row itself tells: rates, months late.
-- Grain: one row per region, project and period.
create or replace view core_project as

with

projects as (

    select * from stg_project

),

uploads_that_count as (

    select * from core_ledger_upload

),

stages as (

    select * from ref_project_stage

),

newest_first as (

    -- One ledger may list a project on two sheets; it counts once and a check says so.
    select
        projects.*,
        row_number() over (
            partition by
                projects.region_code, projects.project_key, projects.year, projects.month
            order by
                uploads_that_count.is_own_period desc, projects.accepted_at desc,
                projects.upload_id, projects.row_number
        ) as standing

    from projects

    inner join uploads_that_count
        on projects.upload_id = uploads_that_count.upload_id
        and projects.region_code = uploads_that_count.region_code
        and projects.year = uploads_that_count.year
        and projects.month = uploads_that_count.month

),

one_truth as (

    select * exclude (standing)
    from newest_first
    where standing = 1

),

told_whether_started as (

    -- A project that has spent money has begun, whatever column was forgotten.
    select
        one_truth.*,
        stages.stage_code,
        stages.stage_order,
        period_end(one_truth.year, one_truth.month) as period_end_on,
        case
            when one_truth.is_started_printed is not null then one_truth.is_started_printed
            when one_truth.started_on is not null
                then one_truth.started_on <= period_end_on
            when stages.stage_order is not null then stages.stage_order >= 3
            else coalesce(one_truth.ytd_cny_10k, 0) > 0
                or coalesce(one_truth.invested_before_cny_10k, 0) > 0
        end as is_started,
        case
            when one_truth.finished_on is not null
                then one_truth.finished_on <= period_end_on
            else coalesce(stages.stage_order >= 5, false)
        end as is_finished

    from one_truth

    left join stages
        on one_truth.stage = stages.stage_name

),

told_whether_new as (

    -- 应开工 of the year: neither begun in an earlier year nor only in reserve.
    select
        *,
        coalesce(
            not (
                coalesce(date_part('year', started_on) < year, false)
                or coalesce(invested_before_cny_10k > 0, false)
                or regexp_matches(project_kind, '续建|结转|收尾|储备|预备|前期')
                or coalesce(date_part('year', planned_start_on) > year, false)
            ), false
        ) as is_new_start,
        is_new_start and coalesce(planned_start_on <= period_end_on, false) as is_start_due,
        is_started and coalesce(planned_total_cny_10k >= 500, true) as should_be_listed

    from told_whether_started

),

measured as (

    select
        *,
        one_month_more(months_passed(planned_start_on, year, month)) as months_since_start_plan,
        case
            when is_started then 0
            when planned_start_on <= period_end_on then months_since_start_plan
            when planned_start_on is not null then 0
        end as unstarted_months,
        case
            when is_in_statistics or not is_started then 0
            when not is_in_statistics and started_on is not null
                then months_passed(started_on, year, month)
        end as unlisted_months,
        invested_before_cny_10k + ytd_cny_10k as invested_total_cny_10k,
        pct(ytd_cny_10k, annual_plan_cny_10k) as completion_rate_pct,
        pct(ytd_cny_10k, ytd_plan_cny_10k) as plan_to_date_rate_pct,
        pct(invested_total_cny_10k, planned_total_cny_10k) as total_rate_pct,
        pct(funds_in_place_cny_10k, annual_plan_cny_10k) as funds_rate_pct,
        coalesce(quotient_source(ytd_source, annual_plan_source), name_source) as source

    from told_whether_new

)

select * from measured;
