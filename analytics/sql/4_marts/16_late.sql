-- Which projects are late by the calendar: 该建未建, 该进未进, 该投未投, 逾期未竣工?
-- A day is kept until it is over: late counts from the day after.
-- Grain: one row per region, project, period and kind of lateness. Feeds: 项目, 月调度.
create or replace view mart_late as

with

projects as (

    select * from core_project

),

kinds_met as (

    select
        *,
        unnest(list_filter([
            case
                when not is_started and planned_start_on < period_end_on then '该建未建'
            end,
            case
                when unlisted_months >= 1 and month_later(started_on) < period_end_on
                    then '该进未进'
            end,
            case when is_started and not is_finished and ytd_cny_10k = 0 then '该投未投' end,
            case
                when not is_finished and planned_finish_on < period_end_on
                    then '逾期未竣工'
            end
        ], lambda kind: kind is not null)) as kind

    from projects

),

days_counted as (

    select
        region_code,
        year,
        month,
        period_code(year, month) as period_code,
        kind,
        project_key,
        project_name,
        unit,
        leader,
        stage,
        annual_plan_cny_10k,
        ytd_cny_10k,
        case kind
            when '该建未建' then planned_start_on
            when '该进未进' then month_later(started_on)
            when '逾期未竣工' then planned_finish_on
        end as due_on,
        date_diff('day', due_on, period_end_on) as days_overdue,
        case kind
            when '该建未建' then '计划开工日期已过，尚未开工'
            when '该进未进' then '开工满1个月，尚未入统'
            when '该投未投' then '已开工，本年完成投资为0'
            else '计划竣工日期已过，尚未竣工'
        end as reason,
        name_source as source

    from kinds_met

)

select * from days_counted;
