-- How many projects has each status under each rule?
-- Grain: one row per region, period, rule and status; status — has no plan to judge by.
-- Feeds: 项目, the choice of a rule.
create or replace view mart_status_by_rule as

with

judged as (

    select
        region_code,
        year,
        month,
        period_code(year, month) as period_code,
        name_source,
        rule_code,
        rule_name,
        rule_version,
        coalesce(status, '—') as status

    from core_project_status

),

counted as (

    select
        region_code,
        year,
        month,
        period_code,
        rule_code,
        rule_name,
        rule_version,
        status,
        count(*) as project_count,
        pct(count(*), sum(count(*)) over (
            partition by region_code, year, month, rule_code
        )) as share_pct,
        count(*) || ' 个项目：' || min(name_source) || case
            when count(*) > 1 then ' 等' else ''
        end as source

    from judged

    group by
        region_code, year, month, period_code, rule_code, rule_name, rule_version, status

)

select * from counted;
