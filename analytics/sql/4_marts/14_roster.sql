-- Which projects entered or left the ledger since the period before?
-- Grain: one row per region, period and project that entered or left. Feeds: 项目.
create or replace view mart_roster as

with

projects_now as not materialized (

    select * from core_project
    where is_asked_for(year, month)

),

projects_before as not materialized (

    select * from core_project
    where may_come_before(year, month)

),

periods as (

    select * from core_ledger_period
    where previous_year is not null

),

entered as (

    select
        periods.region_code,
        periods.year,
        periods.month,
        'entered' as change,
        projects_now.* exclude (region_code, year, month)

    from periods

    inner join projects_now
        on periods.region_code = projects_now.region_code
        and periods.year = projects_now.year
        and periods.month = projects_now.month

    anti join projects_before
        on periods.region_code = projects_before.region_code
        and periods.previous_year = projects_before.year
        and periods.previous_month = projects_before.month
        and projects_now.project_key = projects_before.project_key

),

gone as (

    select
        periods.region_code,
        periods.year,
        periods.month,
        'left' as change,
        projects_before.* exclude (region_code, year, month)

    from periods

    inner join projects_before
        on periods.region_code = projects_before.region_code
        and periods.previous_year = projects_before.year
        and periods.previous_month = projects_before.month

    anti join projects_now
        on periods.region_code = projects_now.region_code
        and periods.year = projects_now.year
        and periods.month = projects_now.month
        and projects_before.project_key = projects_now.project_key

),

both_ways as (

    select * from entered
    union all
    select * from gone

),

named as (

    select
        region_code,
        year,
        month,
        period_code(year, month) as period_code,
        change,
        project_key,
        project_name,
        unit,
        stage,
        planned_total_cny_10k,
        annual_plan_cny_10k,
        ytd_cny_10k,
        name_source as source

    from both_ways

)

select * from named;
