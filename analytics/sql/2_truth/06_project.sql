-- What each ledger that counts says of each project, and what the row itself tells: rates,
-- months late.
-- Grain: one row per row of such a ledger; is_in_use is true of one row per region,
-- project and period.
create or replace view truth_project as

with

projects as (

    select * from stg_project

),

uploads_that_count as (

    select * from truth_ledger_upload

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

told_whether_in_use as (

    select
        * exclude (standing),
        standing = 1 as is_in_use

    from newest_first

),

told_which_columns_there_are as (

    -- A ledger without a column says nothing of it: neither 0 nor all.
    select
        *,
        count(ytd_cny_10k) over ledger > 0 as has_ytd,
        has_ytd or count(is_started_printed) over ledger > 0
        or count(started_on) over ledger > 0 or count(invested_before_cny_10k) over ledger > 0
        or count(nullif(stage, '')) over ledger > 0 as has_starts,
        count(nullif(project_kind, '')) over ledger > 0
        or count(started_on) over ledger > 0 or count(planned_start_on) over ledger > 0
        or count(invested_before_cny_10k) over ledger > 0 as has_kinds,
        count(is_in_statistics) over ledger > 0 as has_entries

    from told_whether_in_use

    window ledger as (partition by upload_id, region_code, year, month)

),

told_whether_started as (

    -- A project that has spent money has begun, whatever column was forgotten.
    select
        listed.*,
        stages.stage_code,
        stages.stage_order,
        period_end(listed.year, listed.month) as period_end_on,
        case
            when listed.is_started_printed is not null then listed.is_started_printed
            when listed.started_on is not null
                then listed.started_on <= period_end_on
            when stages.stage_order is not null then stages.stage_order >= 3
            when has_starts then coalesce(listed.ytd_cny_10k, 0) > 0
                or coalesce(listed.invested_before_cny_10k, 0) > 0
        end as is_started,
        case
            when listed.finished_on is not null
                then listed.finished_on <= period_end_on
            else coalesce(stages.stage_order >= 5, false)
        end as is_finished

    from told_which_columns_there_are as listed

    left join stages
        on listed.stage = stages.stage_name

),

told_whether_new as (

    -- 应开工 of the year: neither begun in an earlier year nor only in reserve.
    select
        * exclude (has_ytd, has_starts, has_kinds, has_entries),
        case when has_kinds then coalesce(
            not (
                coalesce(date_part('year', started_on) < year, false)
                or coalesce(invested_before_cny_10k > 0, false)
                or regexp_matches(project_kind, '续建|结转|收尾|储备|预备|前期')
                or coalesce(date_part('year', planned_start_on) > year, false)
            ), false
        ) end as is_new_start,
        is_new_start and coalesce(planned_start_on <= period_end_on, false) as is_start_due,
        case when has_entries then
            is_started and coalesce(planned_total_cny_10k >= 500, true)
        end as should_be_listed

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
        pct(funds_in_place_cny_10k, annual_plan_cny_10k) as funds_rate_pct

    from told_whether_new

)

select * from measured;
