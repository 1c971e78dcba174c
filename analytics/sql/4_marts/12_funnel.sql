-- How many projects have reached each stage, and which share went on to the next?
-- Grain: one row per region, period and stage some project stands at. Feeds: 项目.
-- A share is told only where no step between takes a project years: of those under
-- construction most were begun in other years than those that are finished.
create or replace view mart_funnel as

with

projects as (

    select * from core_project
    where stage_order is not null

),

standing_at_each as (

    select
        region_code,
        year,
        month,
        stage_code,
        stage,
        stage_order,
        count(*) as standing_count,
        sum(planned_total_cny_10k) as standing_planned_total_cny_10k,
        min(name_source) as first_source

    from projects

    group by region_code, year, month, stage_code, stage, stage_order

),

reached as (

    -- Who is under construction has signed and started too.
    select
        *,
        sum(standing_count) over later_stages as reached_count,
        sum(standing_planned_total_cny_10k) over later_stages
            as reached_planned_total_cny_10k

    from standing_at_each

    window later_stages as (
        partition by region_code, year, month order by stage_order desc
    )

),

long_steps as (

    select
        stage_code,
        count(*) filter (where not is_within_a_year) over (order by stage_order)
            as long_step_count

    from ref_project_stage

),

beside_the_stage_before as (

    select
        reached.*,
        long_step_count,
        lag(reached_count) over stages_of_a_ledger as reached_before_count,
        lag(long_step_count) over stages_of_a_ledger as long_step_before_count

    from reached

    inner join long_steps
        on reached.stage_code = long_steps.stage_code

    window stages_of_a_ledger as (
        partition by region_code, year, month order by stage_order
    )

),

compared_with_the_stage_before as (

    select
        region_code,
        year,
        month,
        period_code(year, month) as period_code,
        stage_code,
        stage,
        stage_order,
        standing_count,
        reached_count,
        reached_planned_total_cny_10k,
        case
            when long_step_count = long_step_before_count
                then pct(reached_count, reached_before_count)
        end as conversion_pct,
        standing_count || ' 个项目：' || first_source || case
            when standing_count > 1 then ' 等' else ''
        end as source

    from beside_the_stage_before

)

select * from compared_with_the_stage_before;
