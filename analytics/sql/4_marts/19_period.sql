-- For which regions and periods is there anything at all, statistics or a ledger?
-- Grain: one row per region and period. Feeds: the region and period pickers.
create or replace view mart_period as

with

statistics as (

    select * from mart_loaded

),

ledgers as (

    select * from core_ledger_period

),

units as (

    select * from core_unit

),

regions as (

    select * from core_region

),

everything as (

    select region_code, year, month, true as has_statistics from statistics
    union all
    select region_code, year, month, false from ledgers
    union all
    select region_code, year, month, false from units

),

one_row_per_period as (

    select
        everything.region_code,
        any_value(regions.region_name) as region_name,
        any_value(regions.region_level) as region_level,
        any_value(regions.parent_code) as parent_region_code,
        everything.year,
        everything.month,
        period_code(everything.year, everything.month) as period_code,
        bool_or(everything.has_statistics) as has_statistics,
        bool_or(not everything.has_statistics) as has_ledger

    from everything

    inner join regions
        on everything.region_code = regions.region_code

    group by everything.region_code, everything.year, everything.month

)

select * from one_row_per_period;
