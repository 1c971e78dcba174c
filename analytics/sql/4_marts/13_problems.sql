-- Which problems are open, since when, and who takes them up next?
-- Grain: one row per region, project and period in which a problem is open, or was at
-- the period before and is not named any more. Feeds: 月调度.
-- A problem goes up one level a month, as the seed speech has it: the unit itself, the
-- leader in charge, the whole region's meeting; one past its date does not wait. A year's
-- ledger is read by itself: in January counting starts again.
create or replace view mart_problems as

with

projects as (

    select * from core_project_status
    where rule_code = chosen_rule()

),

told_month_by_month as (

    select
        region_code,
        project_key,
        project_name,
        unit,
        year,
        month,
        period_end_on,
        problem_text,
        problem_owner,
        problem_due_on,
        problem_source,
        leader,
        annual_plan_cny_10k,
        completion_rate_pct,
        status,
        trim(coalesce(problem_text, '')) <> ''
        and not regexp_full_match(trim(problem_text), '无|暂无|没有|已解决|—|-|/')
            as is_open,
        lag(is_open) over project_in_time as was_open,
        lag(problem_text) over project_in_time as problem_before_text,
        lag(problem_source) over project_in_time as problem_before_source,
        lag(problem_owner) over project_in_time as problem_before_owner,
        count(*) filter (where not is_open) over project_in_time as closings_so_far

    from projects

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
        region_code,
        project_key,
        project_name,
        unit,
        year,
        month,
        period_code(year, month) as period_code,
        case when is_open then problem_text else problem_before_text end as problem_text,
        coalesce(case when is_open then problem_owner else problem_before_owner end, '')
            as problem_owner,
        leader,
        problem_due_on,
        months_open,
        is_open,
        is_open and coalesce(problem_due_on <= period_end_on, false) as is_overdue,
        case when is_overdue then date_diff('day', problem_due_on, period_end_on) end
            as days_overdue,
        annual_plan_cny_10k,
        completion_rate_pct,
        status,
        case when is_open then problem_source else problem_before_source end as source

    from counted_in_a_row

    where is_open
        or coalesce(was_open, false)

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
