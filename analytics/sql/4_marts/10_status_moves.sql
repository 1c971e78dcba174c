-- How many projects moved from which status to which since the last ledger, and who?
-- Grain: one row per region, period, status before and status now. Feeds: 项目, 月调度.
create or replace view mart_status_moves as

with

projects_now as (

    select * from core_project_status
    where rule_code = chosen_rule()
        and is_asked_for(year, month)

),

projects_before as (

    select * from core_project_status
    where rule_code = chosen_rule()
        and may_come_before(year, month)

),

periods_with_one_before as (

    -- Inside the year only: the year's first ledger follows other plans than the last one.
    select * from core_ledger_period
    where previous_year = year

),

paired_with_the_period_before as (

    select
        projects_now.region_code,
        projects_now.year,
        projects_now.month,
        period_code(projects_now.year, projects_now.month) as period_code,
        coalesce(projects_before.status, '—') as status_before,
        coalesce(projects_now.status, '—') as status,
        projects_now.project_name,
        projects_now.unit,
        projects_now.schedule_gap_pp,
        projects_now.source

    from projects_now

    inner join periods_with_one_before as periods
        on projects_now.region_code = periods.region_code
        and projects_now.year = periods.year
        and projects_now.month = periods.month

    inner join projects_before
        on projects_now.region_code = projects_before.region_code
        and projects_now.project_key = projects_before.project_key
        and periods.previous_year = projects_before.year
        and periods.previous_month = projects_before.month

),

counted as (

    select
        region_code,
        year,
        month,
        period_code,
        status_before,
        status,
        count(*) as project_count,
        string_agg(project_name || '（' || unit || '）', '、' order by schedule_gap_pp, project_name)
            as projects,
        string_agg(source, '；' order by schedule_gap_pp, project_name) as source

    from paired_with_the_period_before

    group by region_code, year, month, period_code, status_before, status

)

select * from counted;
