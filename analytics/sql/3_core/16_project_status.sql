-- Which status does each rule give each project?
-- Grain: one row per region, project, period and rule that judges projects.
create or replace view core_project_status as

with

measured as (

    select * from core_project_measured

),

measured_earlier as (

    -- Empty, and never computed, unless the office keeps such projects amber.
    select * from core_project_measured
    where keeps_amber()
        and status_measured = '滞后'

),

behind_earlier_this_year as (

    select
        region_code,
        project_key,
        year,
        rule_code,
        min(month) as first_month_behind

    from measured_earlier

    group by region_code, project_key, year, rule_code

),

caught_up_stays_amber as (

    select
        measured.* exclude (measures),
        case when measured.status_measured is not null then coalesce(
            behind_earlier_this_year.first_month_behind < measured.month
            and measured.status_measured in ('正常', '较快'), false
        ) end as has_caught_up,
        case when has_caught_up then '预警' else measured.status_measured end as status

    from measured

    left join behind_earlier_this_year
        on measured.region_code = behind_earlier_this_year.region_code
        and measured.project_key = behind_earlier_this_year.project_key
        and measured.year = behind_earlier_this_year.year
        and measured.rule_code = behind_earlier_this_year.rule_code

)

select * from caught_up_stays_amber;
