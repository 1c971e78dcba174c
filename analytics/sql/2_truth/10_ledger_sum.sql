-- What do a unit's, and a whole region's, projects come to?
-- Grain: one row per region, period and unit; unit_key is null for the whole region.
create or replace view truth_ledger_sum as

with

projects as (

    select
        *,
        cell_address(file, sheet, ytd_cell) as ytd_source,
        cell_address(file, sheet, annual_plan_cell) as annual_plan_source,
        coalesce(
            quotient_source(ytd_source, annual_plan_source), cell_address(file, sheet, name_cell)
        ) as source

    from truth_project

    where is_in_use

),

summed as (

    select
        ---------- keys
        region_code,
        year,
        month,
        unit_key,
        grouping(unit_key) = 1 as is_total,
        min(unit) as unit,

        ---------- a unit runs in a league when all its projects do
        case when count(distinct league) = 1 then min(league) end as league,

        ---------- counts
        count(*) as project_count,
        count(*) filter (where annual_plan_cny_10k is null) as plan_missing_count,
        -- null where no ledger has the column that tells
        case when count(is_started) > 0 then count(*) filter (where is_started) end
            as started_count,
        case when count(is_new_start) > 0 then count(*) filter (where is_new_start) end
            as new_start_count,
        case when count(is_new_start) > 0 then count(*) filter (where is_start_due) end
            as start_due_count,
        case when count(is_new_start) > 0
            then count(*) filter (where is_new_start and is_started)
        end as new_started_count,
        case when count(should_be_listed) > 0 then
            count(*) filter (where should_be_listed and is_in_statistics is not null)
        end as should_list_count,
        case when count(should_be_listed) > 0
            then count(*) filter (where should_be_listed and is_in_statistics)
        end as listed_count,
        case when count(ytd_cny_10k) > 0
            then count(*) filter (where is_started and coalesce(ytd_cny_10k, 0) = 0)
        end as idle_count,

        ---------- amounts
        sum(planned_total_cny_10k) as planned_total_cny_10k,
        sum(annual_plan_cny_10k) as annual_plan_cny_10k,
        sum(ytd_cny_10k) as ytd_cny_10k,
        sum(ytd_plan_cny_10k) as ytd_plan_cny_10k,
        sum(annual_plan_cny_10k) filter (where ytd_plan_cny_10k is not null)
            as plan_by_months_cny_10k,
        sum(ytd_cny_10k) filter (where ytd_plan_cny_10k is not null)
            as ytd_by_months_cny_10k,
        sum(funds_in_place_cny_10k) as funds_in_place_cny_10k,
        sum(annual_plan_cny_10k) filter (where funds_in_place_cny_10k is not null)
            as plan_with_funds_cny_10k,

        ---------- origin
        count(*) || ' 个项目相加：' || min(source) || case
            when count(*) > 1 then ' 等' else ''
        end as source

    from projects

    group by grouping sets ((region_code, year, month, unit_key), (region_code, year, month))

)

select * from summed;
