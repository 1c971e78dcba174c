-- How many projects moved from which status to which since the last ledger, and who?
-- Grain: one row per region, period, status before and status now. Feeds: 项目, 月调度.
create or replace view mart_status_moves as

with

history as (

    select * from mart_status_history
    where month_before is not null

),

counted as (

    select
        region_code,
        year,
        month,
        period_code,
        coalesce(status_before, '—') as status_before,
        coalesce(status, '—') as status,
        count(*) as project_count,
        string_agg(project_name || '（' || unit || '）', '、' order by schedule_gap_pp, project_name)
            as projects,
        string_agg(source, '；' order by schedule_gap_pp, project_name) as source

    from history

    group by all

)

select * from counted;
