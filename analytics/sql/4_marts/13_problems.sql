-- Which problems are open, since when, and who takes them up next?
-- Grain: one row per region, project and period in which a problem is open, or was at
-- the period before and is not named any more. Feeds: 月调度.
-- A problem goes up one level a month, as the seed speech has it: the unit itself, the
-- leader in charge, the whole region's meeting; one past its date does not wait. A year's
-- ledger is read by itself: in January counting starts again.
create or replace view mart_problems as

with

projects as (

    select * from core_project

),

statuses as (

    select * from core_project_status
    where rule_code = chosen_rule()

),

told_whether_open as (

    select
        region_code,
        project_key,
        year,
        month,
        trim(coalesce(problem_text, '')) <> ''
        and not regexp_full_match(trim(problem_text), '无|暂无|没有|已解决|—|-|/')
            as is_open

    from projects

),

ever_open as (

    select distinct region_code, project_key, year
    from told_whether_open
    where is_open

),

told_month_by_month as (

    select
        *,
        lag(is_open) over project_in_time as was_open,
        lag(month) over project_in_time as month_before,
        count(*) filter (where not is_open) over project_in_time as closings_so_far

    from told_whether_open

    semi join ever_open
        on told_whether_open.region_code = ever_open.region_code
        and told_whether_open.project_key = ever_open.project_key
        and told_whether_open.year = ever_open.year

    window project_in_time as (
        partition by region_code, project_key, year order by month
    )

),

counted_in_a_row as (

    select
        *,
        count(*) filter (where is_open) over (
            partition by region_code, project_key, year, closings_so_far order by month
        ) as months_open

    from told_month_by_month

),

open_or_just_closed as (

    select
        projects.region_code,
        projects.project_key,
        projects.project_name,
        projects.unit,
        projects.year,
        projects.month,
        period_code(projects.year, projects.month) as period_code,
        case when is_open then projects.problem_text else projects_before.problem_text end
            as problem_text,
        coalesce(
            case when is_open then projects.problem_owner else projects_before.problem_owner end,
            ''
        ) as problem_owner,
        projects.leader,
        projects.problem_due_on,
        counted_in_a_row.months_open,
        counted_in_a_row.is_open,
        is_open and coalesce(projects.problem_due_on < projects.period_end_on, false)
            as is_overdue,
        case
            when is_overdue
                then date_diff('day', projects.problem_due_on, projects.period_end_on)
        end as days_overdue,
        projects.annual_plan_cny_10k,
        projects.completion_rate_pct,
        statuses.status,
        case when is_open then projects.problem_source else projects_before.problem_source end
            as source

    from counted_in_a_row

    inner join projects
        on counted_in_a_row.region_code = projects.region_code
        and counted_in_a_row.project_key = projects.project_key
        and counted_in_a_row.year = projects.year
        and counted_in_a_row.month = projects.month

    inner join statuses
        on projects.region_code = statuses.region_code
        and projects.project_key = statuses.project_key
        and projects.year = statuses.year
        and projects.month = statuses.month

    left join projects as projects_before
        on counted_in_a_row.region_code = projects_before.region_code
        and counted_in_a_row.project_key = projects_before.project_key
        and counted_in_a_row.year = projects_before.year
        and counted_in_a_row.month_before = projects_before.month

    where counted_in_a_row.is_open
        or coalesce(counted_in_a_row.was_open, false)

),

level_decided as (

    select
        *,
        case
            when not is_open then '已销号'
            when is_overdue then '逾期'
            when months_open > 1 then '未解决'
            else '新增'
        end as state,
        case
            when not is_open then 0
            when is_overdue and months_open > 1 then 3
            when is_overdue then 2
            else least(months_open, 3)
        end as escalation_level,
        case escalation_level
            when 1 then '单位'
            when 2 then '分管领导'
            when 3 then '全区调度'
        end as escalation

    from open_or_just_closed

)

select * from level_decided;
