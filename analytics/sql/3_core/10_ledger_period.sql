-- Which periods has a region ledgers for, and which came before each?
-- Grain: one row per region and period.
create or replace view core_ledger_period as

with

ledger_uploads as (

    select * from core_ledger_upload

),

periods as (

    select distinct
        region_code,
        year,
        month

    from ledger_uploads

),

beside_the_period_before as (

    select
        *,
        lag(year) over (partition by region_code order by year, month) as previous_year,
        lag(month) over (partition by region_code order by year, month) as previous_month

    from periods

)

select * from beside_the_period_before;
