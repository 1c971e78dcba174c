-- How far is each project against the chosen yardstick?
-- Grain: one row per region, project and period. A project without a plan has no gap. Only
-- what judging reads and what names a project: wide rows are joined where they are shown.
create or replace view core_project_progress as

with

projects as (

    select * from core_project

),

quarter_goals as not materialized (

    select * from core_quarter_goal

),

unit_goals as (

    select * from quarter_goals
    where unit_key <> ''

),

region_goals as (

    select * from quarter_goals
    where unit_key = ''

),

compared_with_schedule as (

    select
        ---------- keys
        projects.region_code,
        projects.project_key,
        projects.year,
        projects.month,

        ---------- names
        projects.project_name,
        projects.unit,

        ---------- amounts, rates and months
        projects.annual_plan_cny_10k,
        projects.ytd_cny_10k,
        projects.completion_rate_pct,
        projects.unstarted_months,
        projects.unlisted_months,
        coalesce(unit_goals.goal_share_pct, region_goals.goal_share_pct) as quarter_goal_pct,
        schedule_pct(
            projects.month, projects.ytd_plan_cny_10k, projects.annual_plan_cny_10k,
            quarter_goal_pct
        ) as schedule_progress_pct,
        gap_pp(projects.completion_rate_pct, schedule_progress_pct) as schedule_gap_pp,
        pct(projects.completion_rate_pct, schedule_progress_pct) as schedule_ratio_pct,

        ---------- origin
        projects.name_source,
        projects.source

    from projects

    left join unit_goals
        on projects.region_code = unit_goals.region_code
        and projects.unit_key = unit_goals.unit_key
        and projects.year = unit_goals.year
        and quarter_end(projects.month) = unit_goals.month

    left join region_goals
        on projects.region_code = region_goals.region_code
        and projects.year = region_goals.year
        and quarter_end(projects.month) = region_goals.month

)

select * from compared_with_schedule;
