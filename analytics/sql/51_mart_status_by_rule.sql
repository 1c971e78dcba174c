-- How many projects has each status under each rule?
-- Grain: one row per region, period, rule and status; status — has no plan to judge by.
-- Feeds: 项目, the choice of a rule.
create or replace view mart_status_by_rule as

with

projects as (

    select * from core_project

),

rules as (

    select distinct rule_code, rule_name, rule_version from ref_status_rule
    where applies_to in ('any', 'project')

),

statuses as (

    select * from core_project_status

),

judged as (

    select
        projects.region_code,
        projects.year,
        projects.month,
        period_code(projects.year, projects.month) as period_code,
        projects.project_key,
        projects.unit,
        projects.name_source,
        rules.rule_code,
        rules.rule_name,
        rules.rule_version,
        coalesce(statuses.status, '—') as status

    from projects

    cross join rules

    left join statuses
        on projects.region_code = statuses.region_code
        and projects.project_key = statuses.project_key
        and projects.year = statuses.year
        and projects.month = statuses.month
        and rules.rule_code = statuses.rule_code

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
