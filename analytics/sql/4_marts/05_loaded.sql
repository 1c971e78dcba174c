-- What is loaded: which regions, which periods, how much?
-- Grain: one row per region and period. Feeds: the region and period pickers, 总览.
create or replace view mart_loaded as

with

growth as (

    select * from mart_growth

),

counted as (

    select
        region_code,
        region_name,
        region_level,
        parent_region_code,
        year,
        month,
        period_code,
        count(*) as indicator_count,
        count(ytd_cny_10k) as level_count,
        count(yoy_reported_pct) as published_growth_count

    from growth

    group by all

)

select * from counted;
