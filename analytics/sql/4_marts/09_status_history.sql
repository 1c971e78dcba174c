-- How did each project's status run through the year, and how long is it behind?
-- Grain: one row per region, project and period. Feeds: 项目, 月调度.
create or replace view mart_status_history as

with

projects as (

    select * from core_project_status
    where rule_code = chosen_rule()

),

told_month_by_month as (

    select
        projects.region_code,
        projects.project_key,
        projects.project_name,
        projects.unit,
        projects.year,
        projects.month,
        period_code(projects.year, projects.month) as period_code,
        projects.annual_plan_cny_10k,
        projects.ytd_cny_10k,
        projects.completion_rate_pct,
        projects.schedule_progress_pct,
        projects.schedule_gap_pp,
        projects.status,
        projects.source

    from projects

),

beside_the_period_before as (

    select
        *,
        lag(status) over project_in_time as status_before,
        lag(month) over project_in_time as month_before,
        count(*) filter (where status is distinct from '滞后') over project_in_time
            as breaks_so_far

    from told_month_by_month

    window project_in_time as (
        partition by region_code, project_key, year order by month
    )

),

counted_in_a_row as (

    select
        * exclude (breaks_so_far),
        count(*) filter (where status = '滞后') over (
            partition by region_code, project_key, year, breaks_so_far order by month
        ) as months_behind_in_a_row

    from beside_the_period_before

)

select * from counted_in_a_row;
